/** `npm run format`: formats and fixes what can be fixed safely. */
import { runInForeground, toolPath } from '../tools'

process.exitCode = await runInForeground([
  toolPath('@biomejs/biome', 'biome'),
  'check',
  '--write',
  ...process.argv.slice(2),
])
