import { chmod, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * Where a runtime server makes its socket. Only this process and the function see it. While the server starts, any user
 * may write to it; sealed, nobody but this process: else a function could fill the disk that it lies on.
 */
export class SocketFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  static async make(path: string): Promise<SocketFolder> {
    await mkdir(path)
    await chmod(path, 0o777) // what `mkdir` makes is subject to the umask
    return new SocketFolder(path)
  }

  get socket(): string {
    return join(this.path, 'http')
  }

  async seal(): Promise<void> {
    await chmod(this.path, 0o755)
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true })
  }
}
