import { betterAuth } from 'better-auth'
import { createAuthEndpoint } from 'better-auth/api'
import { setSessionCookie } from 'better-auth/cookies'
import { admin, createAccessControl, username } from 'better-auth/plugins'
import { APIError } from 'better-auth/api'
import type pg from 'pg'
import { z } from 'zod'
import type { Log } from './log.ts'
import { ROLES } from './roles.ts'
import { secondFactorPlugin } from './second-factor-plugin.ts'

export type AuthOptions = {
  pool: pg.Pool
  secret: string
  publicUrl: string
  trustedOrigins: string[]
  log: Log
  /** sign-ins a minute and address; an office shares one address */
  signInsPerMinute: number
  /** consumes a one-time link of the Telegram bot; null when unknown, used or expired */
  redeemLink: (token: string) => Promise<{ staffId: string } | null>
  /** scrypt takes 0.1-0.3 s; tests bring a quick one */
  password?: {
    hash(password: string): Promise<string>
    verify(data: { hash: string; password: string }): Promise<boolean>
  }
}

// Only roles matter here: which acts a role may do is written at each operation of the HTTP contract.
const access = createAccessControl({ staff: ['manage'] } as const)
const roles = Object.fromEntries(
  ROLES.map((role) => [role, access.newRole({ staff: role === 'admin' ? ['manage'] : [] })]),
)

/** How long a session lasts after its last day of use. */
export const SESSION_SECONDS = 60 * 60 * 24 * 14
/** A session is prolonged once a day, not with every request. */
export const RENEWED_AFTER_SECONDS = 60 * 60 * 24

const columns = {
  user: {
    modelName: 'staff',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    additionalFields: {
      phone: { type: 'string', required: false, input: false },
      employeeNumber: { type: 'string', required: false, input: false, fieldName: 'employee_number' },
      mustChangePassword: {
        type: 'boolean',
        required: false,
        defaultValue: false,
        input: false,
        fieldName: 'must_change_password',
      },
    },
  },
  session: {
    modelName: 'staff_sessions',
    fields: {
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      userId: 'user_id',
    },
    expiresIn: SESSION_SECONDS,
    updateAge: RENEWED_AFTER_SECONDS,
    // a cached session would let a deactivated person in until it expires
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'staff_accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const

/** A Telegram link preview fetches links with GET, so only this POST may use one up. */
const telegramLink = (redeem: AuthOptions['redeemLink']) => ({
  id: 'telegram-link',
  endpoints: {
    redeemTelegramLink: createAuthEndpoint(
      '/telegram-link/redeem',
      { method: 'POST', body: z.object({ token: z.string().min(10).max(200) }) },
      async (context) => {
        const found = await redeem(context.body.token)
        const user = found && (await context.context.internalAdapter.findUserById(found.staffId))
        if (!user || (user as { banned?: boolean }).banned)
          throw new APIError('UNAUTHORIZED', {
            code: 'LINK_USED_OR_EXPIRED',
            message: 'LINK_USED_OR_EXPIRED',
          })
        const session = await context.context.internalAdapter.createSession(user.id)
        await setSessionCookie(context, { session, user })
        return context.json({ ok: true })
      },
    ),
  },
})

/** Sessions, passwords and roles, kept in our own database. */
export function openAuth(options: AuthOptions) {
  return betterAuth({
    appName: 'GSS',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: options.pool,
    trustedOrigins: options.trustedOrigins,
    logger: {
      level: 'warn',
      log: (level, message) => (level === 'error' ? options.log.error(message) : options.log.warn(message)),
    },
    telemetry: { enabled: false },
    ...columns,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      ...(options.password && { password: options.password }),
    },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'gss',
      ipAddress: { ipAddressHeaders: ['x-gss-client-ip'] },
    },
    rateLimit: {
      enabled: true,
      // counted in the database, so that a second node does not double what a guesser may try
      storage: 'database',
      modelName: 'rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/username': { window: 60, max: options.signInsPerMinute },
        '/two-factor/*': { window: 60, max: 20 },
      },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 30,
        schema: { user: { fields: { username: 'username', displayUsername: 'display_username' } } },
      }),
      admin({
        defaultRole: 'technician',
        adminRoles: ['admin'],
        ac: access,
        roles,
        schema: {
          user: { fields: { banReason: 'ban_reason', banExpires: 'ban_expires' } },
          session: { fields: { impersonatedBy: 'impersonated_by' } },
        },
      }),
      secondFactorPlugin(),
      telegramLink(options.redeemLink),
    ],
  })
}

export type Auth = ReturnType<typeof openAuth>

/** The session behind a request, or null. */
export async function sessionOf(auth: Auth, headers: Record<string, string | string[] | undefined>) {
  const cookie = headers['cookie']
  if (typeof cookie !== 'string' || !cookie.includes('gss.session_token')) return null
  return await auth.api.getSession({ headers: new Headers({ cookie }) })
}

/** The stored form of a password. */
export async function hashPassword(auth: Auth, password: string): Promise<string> {
  return await (await auth.$context).password.hash(password)
}
