/**
 * What `node scripts/run.mjs <verb>` can do. `prepare` means: install the dependencies first when they are not the
 * locked ones, and load TypeScript. A deployed Mind only has its production dependencies, so `start` does neither.
 * @type {ReadonlyMap<string, { module: string, prepare: boolean }>}
 */
export const VERBS = new Map([
  ['demo', { module: 'scripts/verbs/demo.ts', prepare: true }],
  ['dev', { module: 'scripts/verbs/dev.ts', prepare: true }],
  ['dev:live', { module: 'scripts/verbs/dev-live.ts', prepare: true }],
  ['build', { module: 'scripts/verbs/build.ts', prepare: true }],
  ['start', { module: 'scripts/verbs/start.mjs', prepare: false }],
  ['test', { module: 'scripts/verbs/test.ts', prepare: true }],
  ['check', { module: 'scripts/verbs/check.ts', prepare: true }],
  ['test:unit', { module: 'scripts/verbs/test-unit.ts', prepare: true }],
  ['test:contract', { module: 'scripts/verbs/test-contract.ts', prepare: true }],
  ['test:e2e', { module: 'scripts/verbs/test-e2e.ts', prepare: true }],
  ['bench', { module: 'scripts/verbs/bench.ts', prepare: true }],
  ['format', { module: 'scripts/verbs/format.ts', prepare: true }],
])
