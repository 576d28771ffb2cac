export { clover } from './connector.ts'
