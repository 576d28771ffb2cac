export { cloverEcommerce } from './clover-ecommerce.ts'
