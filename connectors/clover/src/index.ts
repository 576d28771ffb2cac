export { clover } from './clover.ts'
