import { expect, test } from 'vitest'
import { callProblems } from './check-call.ts'

const button = (callback_data: string) => ({ inline_keyboard: [[{ text: 'Ambil Job', callback_data }]] })

test.each([
  ['/getMe', {}],
  ['/sendMessage', { chat_id: 1, text: 'halo', reply_markup: button('claim:1') }],
  [
    '/sendDocument',
    {
      chat_id: '1',
      document: 'attach://x',
      x: '<surat.pdf, 12 bytes>',
      reply_markup: JSON.stringify(button('x')),
    },
  ],
])('accepts %s', (path, body) => {
  expect(callProblems(path, body)).toEqual([])
})

test.each([
  ['an unknown method', '/sendTelepathy', {}, 'no such method'],
  ['a missing parameter', '/sendMessage', { chat_id: 1 }, 'text is missing'],
  ['an unknown parameter', '/sendMessage', { chat_id: 1, text: 'x', txet: 'x' }, 'txet is unknown'],
  ['another type', '/sendMessage', { chat_id: 1, text: 7 }, 'not String'],
  [
    'a button that is none',
    '/sendMessage',
    { chat_id: 1, text: 'x', reply_markup: { inline_keyboard: [[{}]] } },
    'text is missing',
  ],
  [
    'callback data of 66 bytes',
    '/sendMessage',
    { chat_id: 1, text: 'x', reply_markup: button('é'.repeat(33)) },
    'too long',
  ],
  [
    'an alert that Telegram would cut',
    '/answerCallbackQuery',
    { callback_query_id: '1', text: 'x'.repeat(201) },
    'longer than 200',
  ],
] as const)('names %s', (_what, path, body, problem) => {
  expect(callProblems(path, body)[0]).toContain(problem)
})
