export { webhook } from './connector.ts'
