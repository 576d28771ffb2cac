export { cloverEcommerce } from './connector.ts'
