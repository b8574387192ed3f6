import { expect, it } from 'vitest'
import { navigationFor, thumbItemsFor } from './navigation.ts'

const keys = (role: Parameters<typeof navigationFor>[0]) =>
  navigationFor(role).flatMap((group) => group.items.map((item) => item.key))

it('shows each role what it may open', () => {
  expect(keys('admin')).toContain('settings')
  expect(keys('cs')).not.toContain('settings')
  expect(keys('cs')).not.toContain('monev')
  expect(keys('sales')).not.toContain('inbox')
  expect(keys('manager')[0]).not.toBe('home')
  expect(keys('technician')).toEqual([])
})

it.each(['admin', 'cs', 'sales', 'manager'] as const)(
  '%s has at most four places under the thumb',
  (role) => {
    const places = thumbItemsFor(role)
    expect(places.length).toBeGreaterThan(1)
    expect(places.length).toBeLessThanOrEqual(4)
  },
)
