import { databaseError, type Tx } from '../platform/db.ts'
import { InvalidInput } from '../platform/errors.ts'
import type { Role } from '../platform/roles.ts'

export type NewAccount = {
  name: string
  username: string
  role: Role
  /** the person has to choose a password of his own first */
  mustChange: boolean
  phone?: string | null
  employeeNumber?: string | null
}

/**
 * A member of staff who signs in by user name; `hash` is the stored form of the password.
 * @returns the id. @throws InvalidInput when the user name or the phone is taken
 */
export async function insertAccount(tx: Tx, hash: string, person: NewAccount): Promise<string> {
  try {
    const { id } = await tx
      .insertInto('staff')
      .values({
        name: person.name,
        // the session library wants an address for everybody; this one leads nowhere
        email: `${person.username}@local.invalid`,
        username: person.username,
        displayUsername: person.username,
        role: person.role,
        phone: person.phone ?? null,
        employeeNumber: person.employeeNumber ?? null,
        mustChangePassword: person.mustChange,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('staffAccounts')
      .values({ accountId: id, providerId: 'credential', userId: id, password: hash })
      .execute()
    return id
  } catch (error) {
    throw staffTaken(error)
  }
}

/** A breach of the unique names and numbers of staff as the field that has to change; other errors as they are. */
export function staffTaken(error: unknown): unknown {
  switch (databaseError(error)?.constraint) {
    case 'staff_username_key':
    case 'staff_email_key':
      return new InvalidInput([{ path: 'username', message: 'usernameTaken' }])
    case 'staff_live_phone':
      return new InvalidInput([{ path: 'phone', message: 'phoneTaken' }])
    default:
      return error
  }
}
