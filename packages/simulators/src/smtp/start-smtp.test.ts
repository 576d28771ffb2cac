import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { readMessage } from './message.ts'
import { startSmtp } from './start-smtp.ts'

/** Says each line when the server has answered the one before, and tells the numbers of its answers. */
function talk(port: number, lines: string[]): Promise<number[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    const codes: number[] = []
    socket.setEncoding('utf8')
    socket.on('data', (text: string) => {
      const last = /(\d{3}) [^\r\n]*\r\n$/.exec(text)
      if (last === null) return
      codes.push(Number(last[1]))
      const next = lines[codes.length - 1]
      if (next === undefined) socket.end()
      else socket.write(`${next}\r\n`)
    })
    socket.on('error', reject)
    socket.on('close', () => resolve(codes))
  })
}

const letter = ['EHLO here', 'MAIL FROM:<hub@shop.test>', 'RCPT TO:<ann@shop.test>', 'DATA']

test('a mail is kept as its reader sees it', async () => {
  const sink = await startSmtp()
  const body =
    'Subject: Tea\r\n is ready\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOolong=20=C3=A4=\r\nb\r\n.'
  const codes = await talk(Number(new URL(sink.url).port), [...letter, body, 'QUIT'])
  expect(codes.slice(0, 6)).toEqual([220, 250, 250, 250, 354, 250])
  expect(sink.mails()).toEqual([
    {
      from: 'hub@shop.test',
      to: ['ann@shop.test'],
      headers: { subject: 'Tea is ready', 'content-transfer-encoding': 'quoted-printable' },
      text: 'Oolong äb',
    },
  ])
  await sink.stop()
})

test('a refused mail is offered and not kept, and the one after it is', async () => {
  const sink = await startSmtp()
  sink.refuse(451, 1)
  const port = Number(new URL(sink.url).port)
  const send = async () => (await talk(port, [...letter, 'Subject: x\r\n\r\ny\r\n.', 'QUIT']))[5]
  expect([await send(), sink.mails().length, sink.offered()]).toEqual([451, 0, 1])
  expect([await send(), sink.mails().length, sink.offered()]).toEqual([250, 1, 2])
  await sink.stop()
})

test('where a login is asked for, nobody sends without it', async () => {
  const sink = await startSmtp({ login: { user: 'hub', password: 'secret' } })
  const port = Number(new URL(sink.url).port)
  expect((await talk(port, ['EHLO here', 'MAIL FROM:<hub@shop.test>', 'QUIT'])).at(2)).toBe(530)
  const plain = Buffer.from('\0hub\0wrong').toString('base64')
  expect((await talk(port, ['EHLO here', `AUTH PLAIN ${plain}`, 'QUIT'])).at(2)).toBe(535)
  await sink.stop()
})

test('a body in base64 and one as it is are read alike', () => {
  const coded = readMessage(`Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from('Tea\r\n').toString('base64')}`)
  expect(coded.text).toBe(readMessage('A: b\r\n\r\nTea\r\n').text)
})

test('a port that is taken is said, and not waited for', async () => {
  const sink = await startSmtp()
  const port = Number(new URL(sink.url).port)
  await expect(startSmtp({ port })).rejects.toThrow('EADDRINUSE')
  await sink.stop()
})

test('a coded word of a header and small letters in a coded body are read as well', () => {
  const { headers, text } = readMessage(
    'Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe_von_?=\r\n =?UTF-8?B?VHJlZm9pbA==?= \r\n' +
      'Content-Transfer-Encoding: quoted-printable\r\n\r\nT=c3=a4glich',
  )
  expect([headers.subject, text]).toEqual(['Grüße von Trefoil', 'Täglich'])
})
