export { createFirstAdmin, DEMO_PASSWORD, seedRehearsal } from './create-first-admin.ts'
export { noteOwnPassword } from './change-staff.ts'
export { type CompanyProfile, escapeLike, readCompany } from './reads.ts'
export { masterDataRoutes } from './routes.ts'
