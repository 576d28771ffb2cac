export { createClient, type Schemas, type TrefoilClient } from './client.ts'
