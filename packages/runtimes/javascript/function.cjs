'use strict'
// Finds the function in the module that the user has deployed.
const { spawnSync } = require('child_process')
const { existsSync } = require('fs')
const { isAbsolute, relative, resolve } = require('path')
const { pathToFileURL } = require('url')

/** @throws what keeps it from being loaded: a sentence, or what the module itself threw */
async function loadFunction(folder, entrypoint) {
  if (!entrypoint) throw 'The function has no entrypoint.'
  const path = resolve(folder, entrypoint)
  const inside = relative(folder, path)
  if (inside.startsWith('..') || isAbsolute(inside)) throw `The entrypoint ${entrypoint} is outside of the function.`
  if (!existsSync(path)) throw `The entrypoint ${entrypoint} is not in the deployment.`
  const loaded = await import(pathToFileURL(path).href).catch((error) => {
    throw placeOf(error, path) || error
  })
  // TypeScript's own modules, compiled to CommonJS, have their default export one level deeper.
  const found = [loaded.default, loaded.default && loaded.default.default, loaded.main].find(isFunction)
  if (found === undefined) throw `${entrypoint} exports no function: it needs a default export, or module.exports.`
  return found
}

/** What a syntax error does not say by itself: where it is. Empty where that is not to be found. */
function placeOf(error, path) {
  const { versions } = process
  if (versions.bun) return error && error.position ? globalThis.Bun.inspect(error) : ''
  if (versions.deno || !(error instanceof SyntaxError)) return ''
  const { stderr } = spawnSync(process.execPath, ['--check', path], { timeout: 5000, encoding: 'utf8' })
  return (stderr || '').trim()
}

function isFunction(value) {
  return typeof value === 'function'
}

module.exports = { loadFunction }
