import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import { asProblem } from '../../shared/api/problem.ts'
import type { Me, Role } from '../../shared/api/shapes.ts'
import { meQuery } from '../ui/session.ts'

/**
 * Lets only signed-in office staff pass. Nobody: to the login, and back here afterwards. Somebody with a password given
 * by others: to the page where it is changed; somebody whose role needs a second
 * factor: to its set-up. A technician: to the field app.
 */
export async function requireOffice(queries: QueryClient, href: string): Promise<Me> {
  const me = await readMe(queries, href)
  if (me.mustChangePassword) throw redirect({ to: '/new-password' })
  if (me.secondFactor === 'NEEDED') throw redirect({ to: '/second-factor' })
  if (me.role === 'technician') {
    location.replace('/field/')
    // the page is leaving; nothing of the office may be drawn meanwhile
    await new Promise(() => {})
  }
  return me
}

/** Lets anybody who is signed in pass. */
export async function readMe(queries: QueryClient, href: string): Promise<Me> {
  try {
    return await queries.ensureQueryData(meQuery)
  } catch (error) {
    if (asProblem(error).status !== 401) throw error
    throw redirect({ to: '/login', search: href === '/' ? {} : { to: href } })
  }
}

/** Pages that only some roles have: the others land on their home. */
export function requireRole(queries: QueryClient, roles: readonly Role[]): void {
  const me = queries.getQueryData(meQuery.queryKey)
  if (me && !roles.includes(me.role)) throw redirect({ to: '/' })
}
