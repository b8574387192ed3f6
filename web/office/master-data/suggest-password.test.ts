import { expect, it } from 'vitest'
import { suggestPassword } from './suggest-password.ts'

it('suggests passwords that can be read out, each time another', () => {
  const passwords = Array.from({ length: 50 }, () => suggestPassword())
  for (const password of passwords) expect(password).toMatch(/^[bcdfghjkmnprstvwzaeu]{4}-[a-z]{4}-[2-9]{3}$/)
  expect(new Set(passwords).size).toBe(50)
})
