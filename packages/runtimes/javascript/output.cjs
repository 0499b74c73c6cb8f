'use strict'
// What a function writes: lines of one execution, kept apart from those of others that run at the same time.
const { AsyncLocalStorage } = require('async_hooks')
const { writeSync } = require('fs')
const { format, inspect } = require('util')

const maxLine = 8000
const maxTotal = 1000000

const current = new AsyncLocalStorage()
const hint = 'Output that was not written by context.log() or context.error():'

/** The last million characters of what was written, in whole lines. */
class Lines {
  constructor() {
    this.lines = []
    this.first = 0
    this.size = 0
  }

  add(line) {
    this.lines.push(line)
    this.size += line.length + 1
    while (this.size > maxTotal) {
      this.size -= this.lines[this.first].length + 1
      this.lines[this.first] = ''
      this.first += 1
    }
    // Lines that were dropped are forgotten in bulk, so that each costs the same however many there are.
    if (this.first < 1024 || this.first * 2 < this.lines.length) return
    this.lines.splice(0, this.first - 1)
    this.first = 1
  }

  toString() {
    const kept = this.lines.slice(this.first)
    if (this.first > 0) kept.unshift(`[Earlier lines are left out: the last ${maxTotal} characters are kept.]`)
    return kept.join('\n')
  }
}

/** The output of one execution. Each line also goes to the process's own output at once, to outlive a crash. */
class Output {
  constructor(id, enabled) {
    this.id = id
    this.enabled = enabled
    this.logs = new Lines()
    this.errors = new Lines()
    this.hinted = false
    this.closed = false
  }

  log(...values) {
    this.write(1, this.logs, values.map(toText).join(' '))
  }

  error(...values) {
    this.write(2, this.errors, values.map(toText).join(' '))
  }

  /** What console and the standard streams are given. */
  native(text) {
    if (!this.hinted) this.write(1, this.logs, hint)
    this.hinted = true
    this.write(1, this.logs, text.endsWith('\n') ? text.slice(0, -1) : text)
  }

  write(descriptor, lines, text) {
    if (!this.enabled || this.closed) return
    const line = text.length > maxLine ? `${text.slice(0, maxLine)}... (cut at ${maxLine} characters)` : text
    lines.add(line)
    writeThrough(descriptor, this.id, line)
  }
}

function writeThrough(descriptor, id, line) {
  try {
    writeSync(descriptor, `[${id}] ${line.split('\n').join(`\n[${id}] `)}\n`)
  } catch {
    // Nobody reads the process's own output, or not fast enough: the answer still has the line.
  }
}

function toText(value) {
  if (typeof value === 'string') return value
  if (value instanceof Error) return value.stack || String(value)
  if (typeof value !== 'object' || value === null) return format('%s', value)
  try {
    return JSON.stringify(value)
  } catch {
    return inspect(value)
  }
}

/** From now on, what an execution writes by other means than its context becomes part of its logs. */
function captureStreams() {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream)
    stream.write = (chunk, encoding, done) => {
      const output = current.getStore()
      if (output === undefined || output.closed) return write(chunk, encoding, done)
      const callback = typeof encoding === 'function' ? encoding : done
      output.native(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString())
      if (typeof callback === 'function') process.nextTick(callback)
      return true
    }
  }
}

/** The consoles of Bun and Deno write by themselves, not through the streams. */
function captureConsole() {
  if (!process.versions.bun && !process.versions.deno) return
  for (const name of ['debug', 'error', 'info', 'log', 'warn']) {
    const write = console[name].bind(console)
    console[name] = (...values) => {
      const output = current.getStore()
      if (output === undefined || output.closed) write(...values)
      else output.native(format(...values))
    }
  }
}

module.exports = { Output, captureConsole, captureStreams, current }
