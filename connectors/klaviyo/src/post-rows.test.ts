import { Fault, type HttpReply } from '@trefoil/sdk'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { postRows } from './post-rows.ts'

const accepted: HttpReply = { status: 202, headers: {}, text: '', json: undefined }

function refusal(rows: number[]): HttpReply {
  const errors = rows.map((row) => ({
    code: 'invalid',
    detail: 'Invalid email address',
    source: { pointer: `/data/attributes/profiles/data/${row}/attributes/email` },
  }))
  return { status: 400, headers: {}, text: '{}', json: { errors } }
}

const silent: HttpReply = {
  status: 400,
  headers: {},
  text: '{}',
  json: { errors: [{ code: 'invalid', source: { pointer: '/data' } }] },
}

/** A vendor that takes no batch with a negative number in it. */
function vendor(answer: (bad: number[]) => HttpReply) {
  const taken: number[] = []
  return {
    taken,
    post: async (rows: number[]) => {
      const bad = rows.flatMap((row, at) => (row < 0 ? [at] : []))
      if (bad.length > 0) return answer(bad)
      taken.push(...rows)
      return accepted
    },
  }
}

const isBad = (answer: HttpReply | Fault) => answer instanceof Fault && answer.kind === 'invalid'

test('exactly the rows that the vendor names are refused, whatever they are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: -3, max: 9 })), async (rows) => {
      const { post, taken } = vendor(refusal)
      const answers = await postRows(rows, post)
      expect(answers.map(isBad)).toEqual(rows.map((row) => row < 0))
      expect(taken).toEqual(rows.filter((row) => row >= 0))
    }),
  )
})

test('a culprit whom the vendor does not name is found by halving, and nobody is sent twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), fc.nat(), async (size, place) => {
      const rows = Array.from({ length: size }, (_, at) => (at === place % size ? -1 : at + 1))
      const { post, taken } = vendor(() => silent)
      expect((await postRows(rows, post)).map(isBad)).toEqual(rows.map((row) => row < 0))
      expect(taken.sort((a, b) => a - b)).toEqual(rows.filter((row) => row > 0))
    }),
  )
})

test('a batch that is refused over and over ends soon, and buries only those who stood alone', async () => {
  let alone = 0
  let calls = 0
  const answers = await postRows([...Array(500).keys()], async (rows) => {
    calls++
    if (rows.length === 1) alone++
    return silent
  })
  // Twenty refusals, and one try for each half that was waiting by then.
  expect(calls).toBeLessThanOrEqual(20 + Math.ceil(Math.log2(500)))
  expect(answers.filter(isBad).length).toBe(alone)
  expect(answers.filter((answer) => answer instanceof Fault && answer.kind === 'unavailable').length).toBe(500 - alone)
})

test('trouble with one half is not the trouble of the other', async () => {
  let calls = 0
  const answers = await postRows([1, -1, 3, 4], async (rows) => {
    calls++
    if (calls === 1) return silent
    if (rows.includes(1)) throw new Fault('unavailable', 'no reply')
    return accepted
  })
  expect(answers.map((answer) => (answer instanceof Fault ? answer.kind : answer.status))).toEqual([
    'unavailable',
    'unavailable',
    202,
    202,
  ])
})
