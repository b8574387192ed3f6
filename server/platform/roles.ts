/** The five kinds of staff. Customers have no account: they have WhatsApp and one living link. */
export const ROLES = ['admin', 'cs', 'technician', 'sales', 'manager'] as const
export type Role = (typeof ROLES)[number]

/** Who coordinates: CS, and admin who may do whatever CS may. */
export const COORDINATORS = ['admin', 'cs'] as const
/** Everybody in the office; technicians work in the field app. */
export const OFFICE = ['admin', 'cs', 'sales', 'manager'] as const
/** Who reads the figures. */
export const MONEV = ['admin', 'manager'] as const
