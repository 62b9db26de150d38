/**
 * One at a time, across processes: two commands started together must not install, or build, over each other.
 * A listening local socket is the lock, because the system gives it up by itself when its holder dies.
 */
import { createHash } from 'node:crypto'
import { unlinkSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Runs `work` while no other process on this machine holds `key`, and answers what it answers. Calls `onWait` once when
 * another holder has to finish first. The lock is released when `work` settles or this process ends, however it ends.
 * @template T
 * @param {string} key
 * @param {() => void} onWait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function exclusively(key, onWait, work) {
  const address = lockAddress(key)
  for (let turn = 0; ; turn += 1) {
    const release = await tryHold(address)
    if (release) {
      try {
        return await work()
      } finally {
        await release()
      }
    }
    if (turn === 0) onWait()
    await released(address)
  }
}

/**
 * Linux has sockets without a file, Windows has pipes; elsewhere it is a file that `released` clears when it is stale.
 * @param {string} key
 */
function lockAddress(key) {
  const name = `mind-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`
  if (process.platform === 'linux') return `\0${name}`
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`
  return join(tmpdir(), `${name}.sock`)
}

/**
 * @param {string} address
 * @returns {Promise<(() => Promise<void>) | null>} how to let go, or null when another process holds it
 */
function tryHold(address) {
  /** @type {Set<import('node:net').Socket>} */
  const waiting = new Set()
  const server = createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => {}).on('close', () => waiting.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(address, () => {
      server.unref()
      resolve(
        () =>
          new Promise((done) => {
            server.close(() => done())
            for (const socket of waiting) socket.destroy()
          }),
      )
    })
  })
}

/**
 * Resolves when the present holder lets go or dies.
 * @param {string} address
 * @returns {Promise<void>}
 */
function released(address) {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const stale = error.code === 'ECONNREFUSED' && process.platform !== 'linux' && process.platform !== 'win32'
      if (stale) unlinkSync(address)
    })
    socket.on('close', () => resolve())
    socket.resume()
  })
}
