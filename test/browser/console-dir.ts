import { join } from 'node:path'

export const consoleDir = join(import.meta.dirname, '../../packages/console/dist')
