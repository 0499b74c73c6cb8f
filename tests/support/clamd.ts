import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from './until.ts'

/** A file that every scanner takes for a virus, and that does nothing. In two parts, so that none finds it here. */
export const eicar: Buffer = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

/** The scanner clamd, which knows of one virus. */
export class Clamd {
  readonly url: string
  readonly #stop: () => Promise<void>

  private constructor(url: string, stop: () => Promise<void>) {
    this.url = url
    this.#stop = stop
  }

  static async start(): Promise<Clamd> {
    const folder = await mkdtemp(join(tmpdir(), 'basalt-clamd-'))
    const socket = join(folder, 'clamd.sock')
    const settings = [`LocalSocket ${socket}`, `DatabaseDirectory ${folder}`, 'Foreground yes', 'StreamMaxLength 25M']
    await writeFile(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`)
    await writeFile(
      join(folder, 'known.hdb'),
      `44d88612fea8a8f36de82e1278abb02f:${eicar.length}:Eicar-Test-Signature\n`,
    )
    const process = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' })
    const ended = Promise.race([once(process, 'exit'), once(process, 'error')])
    const stop = async (): Promise<void> => {
      process.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    }
    try {
      await until(() => answers(socket), { what: 'clamd', deadline: 30_000 })
      return new Clamd(`unix://${socket}`, stop)
    } catch (error) {
      await stop()
      throw error
    }
  }

  close(): Promise<void> {
    return this.#stop()
  }
}

async function answers(path: string): Promise<true> {
  const socket = connect(path)
  await once(socket, 'connect')
  socket.destroy()
  return true
}
