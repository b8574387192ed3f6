import { twoFactor } from 'better-auth/plugins'

// an account whose code is guessed at is shut for a while, across devices
const GUESSES = 10
const SHUT_SECONDS = 900

/** Codes of an authenticator app (TOTP), kept in our own table. Also the one-time link of the bot asks for a code. */
export function secondFactorPlugin() {
  const plugin = twoFactor({
    issuer: 'GSS',
    accountLockout: { enabled: true, maxFailedAttempts: GUESSES, durationSeconds: SHUT_SECONDS },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        modelName: 'staff_second_factors',
        fields: {
          userId: 'user_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
  for (const hook of plugin.hooks.after) {
    const before = hook.matcher
    hook.matcher = (context) => before(context) || context.path === '/telegram-link/redeem'
  }
  return plugin
}
