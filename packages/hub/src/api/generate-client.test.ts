import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { generateClient } from './generate-client.ts'

const committed = (name: string) => readFileSync(join(import.meta.dirname, '../client/generated', name), 'utf8')

test('the committed OpenAPI file and client types are those of the routes (else: npm run generate)', async () => {
  const { openapi, types } = await generateClient()
  expect(openapi).toBe(committed('openapi.json'))
  expect(types).toBe(committed('openapi.gen.ts'))
})

test('every operation has an id, a summary, a good answer and the problem answer', () => {
  const document: { openapi: string; paths: Record<string, Record<string, Operation>> } = JSON.parse(
    committed('openapi.json'),
  )
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path))
  expect(operations.length).toBeGreaterThan(15)
  for (const { operationId, summary, responses } of operations) {
    expect(operationId).toMatch(/^[a-z][A-Za-z]+$/)
    expect(summary).toMatch(/^[A-Z]/)
    expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true)
    expect(responses.default?.content).toHaveProperty('application/problem+json')
  }
})

interface Operation {
  operationId?: string
  summary?: string
  responses: Record<string, { content?: object }>
}
