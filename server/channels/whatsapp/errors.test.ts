import { expect, it } from 'vitest'
import { classOf, explainError, OWN } from './errors.ts'
import { templateMessage, templateText, TEMPLATES } from './templates.ts'

it.each([
  [130429, 429, 'throttle'],
  [80007, 400, 'throttle'],
  [131056, 400, 'pair'],
  [131047, 400, 'window'],
  [190, 401, 'account'],
  [210, 403, 'account'],
  [131057, 500, 'account'],
  [0, 401, 'account'],
  [0, 429, 'throttle'],
  [0, 502, 'uncertain'],
  [131000, 500, 'uncertain'],
  [999_999, 503, 'uncertain'],
  [131026, 400, 'final'],
  [131048, 400, 'final'],
  [131049, 400, 'final'],
  [132001, 404, 'final'],
  [100, 400, 'final'],
] as const)('%i with HTTP %i is %s', (code, httpStatus, kind) => {
  expect(classOf(code, httpStatus)).toBe(kind)
})

it('every code has words that say what to do next', () => {
  for (const code of [...Object.values(OWN), 131026, 131047, 132001, 132015, 131042])
    expect(explainError(code)).toMatch(/telepon|hubungi|minta|beri tahu/i)
  expect(explainError(424_242)).toContain('424242')
})

it('values fit into a template, or it is not sent', () => {
  const body = 'Halo {{1}}, tiket {{2}} selesai.'
  const filled = templateMessage('work_done', body, ['Ibu\nRatna   Dewi', ''])
  expect(filled?.text).toBe('Halo Ibu Ratna Dewi, tiket - selesai.')
  expect(filled?.message).toMatchObject({
    template: {
      language: { code: 'id' },
      components: [{ type: 'body', parameters: [{ text: 'Ibu Ratna Dewi' }, { text: '-' }] }],
    },
  })
  expect(templateMessage('work_done', body, ['satu'])).toBeNull()
  expect(templateMessage('work_done', body, ['satu', 'dua', 'tiga'])).toBeNull()
  expect(templateMessage('work_done', 'Halo {{nama}} {{2}}', ['satu', 'dua'])).toBeNull()
  expect(templateText('x'.repeat(600))).toHaveLength(500)
})

it('our templates keep Meta’s rules: variables counted through, not at the ends, an example for each', () => {
  for (const { body, example, fields } of Object.values(TEMPLATES)) {
    const variables = [...body.matchAll(/\{\{(\d+)\}\}/g)].map((match) => Number(match[1]))
    expect(variables).toEqual(example.map((_, index) => index + 1))
    expect(fields).toHaveLength(example.length)
    expect(body).not.toMatch(/^\{\{|\}\}[.!]?$|\}\}\s*\{\{/)
    expect(body.length).toBeLessThan(1024)
  }
})
