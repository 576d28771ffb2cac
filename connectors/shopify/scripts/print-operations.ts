/** Prints what `npm run generate` writes: node connectors/shopify/scripts/print-operations.ts */
import { generatedOperations } from './generated-operations.ts'

process.stdout.write(await generatedOperations())
