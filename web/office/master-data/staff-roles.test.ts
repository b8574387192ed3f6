import { expect, it } from 'vitest'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { mayManage, rolesGivenBy } from './staff-roles.ts'

const member = (role: StaffMember['role']) => ({ role }) as StaffMember

it('CS registers technicians and CS, admin everybody, others nobody', () => {
  expect(rolesGivenBy('cs')).toEqual(['technician', 'cs'])
  expect(rolesGivenBy('admin')).toHaveLength(5)
  expect(rolesGivenBy('sales')).toEqual([])
  expect(mayManage('cs', member('technician'))).toBe(true)
  expect(mayManage('cs', member('admin'))).toBe(false)
})
