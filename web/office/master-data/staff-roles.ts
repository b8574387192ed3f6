import type { Role, StaffMember } from '../../shared/api/shapes.ts'

export const ROLES: readonly Role[] = ['technician', 'cs', 'sales', 'manager', 'admin']

/** Roles that somebody may give: CS registers technicians and CS, admin everybody. */
export function rolesGivenBy(role: Role): readonly Role[] {
  if (role === 'admin') return ROLES
  return role === 'cs' ? ['technician', 'cs'] : []
}

/** Whether somebody may change a colleague's account; the server decides again. */
export function mayManage(role: Role, member: StaffMember): boolean {
  return rolesGivenBy(role).includes(member.role)
}
