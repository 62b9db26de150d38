/** `npm run dev`: Mind with hot reload on the local stack; what Next prints goes to the terminal. */
import { runStack } from '../run-stack'

await runStack({ mind: 'development', label: 'dev', onMindLine: (line) => console.log(line) })
