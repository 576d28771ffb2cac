import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const committed = readFileSync(join(import.meta.dirname, '../client/generated/openapi.json'), 'utf8')

test('every operation has an id, a summary, a good answer and the problem answer', () => {
  const document: { openapi: string; paths: Record<string, Record<string, Operation>> } = JSON.parse(committed)
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
