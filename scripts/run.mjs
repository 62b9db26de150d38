/**
 * The beginning of every command: `node scripts/run.mjs <verb> [arguments]`. Works in a fresh clone on Node 20.19 with
 * nothing installed: installs the locked dependencies when needed, finds the Node that Mind runs on, and goes on there.
 */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { handOver } from './bootstrap/hand-over.mjs'
import { ensureInstalled } from './bootstrap/install.mjs'
import { atLeast, chooseNode, findHostNodes, findPackagedNode } from './bootstrap/node-choice.mjs'
import { VERBS } from './bootstrap/verbs.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

/**
 * @param {readonly string[]} args
 * @returns {Promise<number>} the exit code
 */
async function main([name = '', ...args]) {
  const verb = VERBS.get(name)
  if (!verb) throw new Error(`There is no command "${name}". There is: ${[...VERBS.keys()].join(', ')}.`)
  if (!atLeast(process.versions.node, '20.19')) {
    throw new Error(`Mind's commands start on Node 20.19 or newer, and this is Node ${process.versions.node}.`)
  }
  if (verb.prepare) await ensureInstalled(root, (line) => console.log(line))
  else if (!existsSync(join(root, 'node_modules'))) {
    throw new Error(`Nothing is installed yet. Run "npm ci" and "npm run build" before "npm run ${name}".`)
  }
  const choice = chooseNode(findPackagedNode(root), findHostNodes())
  if ('problem' in choice) throw new Error(choice.problem)
  const loader = verb.prepare ? ['--import', 'tsx'] : []
  return handOver({ node: choice.node.path, args: [...loader, join(root, verb.module), ...args], root })
}
