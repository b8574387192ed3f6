import { credentials, DEMO_PASSWORD, rehearsalCredentials } from './config-rehearsal.ts'
import { parsed, type Reading } from './config-variables.ts'

/** What may be convenient on a desk but must not meet real customers. */
export function productionProblems({ values, given }: Reading): string[] {
  const problems: string[] = []
  if (!given.has('AUTH_SECRET'))
    problems.push(
      'AUTH_SECRET is missing: in production write at least 32 random characters, the same on every node; `openssl rand -base64 32` prints some.',
    )
  if (!given.has('PUBLIC_URL'))
    problems.push('PUBLIC_URL is missing: write the address people open, such as https://gss.example.co.id.')
  else if (values.PUBLIC_URL?.startsWith('http://'))
    problems.push('PUBLIC_URL must start with https:// in production.')
  for (const name of ['PUBLIC_URL', 'WHATSAPP_API_URL', 'TELEGRAM_API_URL'] as const)
    if (isLoopback(values[name]))
      problems.push(
        `${name} must not be ${values[name]} in production: this machine or a simulator is behind it.`,
      )
  for (const name of credentials)
    if (values[name] === rehearsalCredentials[name] && isSecret(name))
      problems.push(`${name} must not be the rehearsal's value in production: write your own.`)
  if (values.GSS_ADMIN_PASSWORD === DEMO_PASSWORD)
    problems.push(
      'GSS_ADMIN_PASSWORD must not be the password of the demo accounts in production: write your own.',
    )
  return problems
}

function isSecret(name: string): boolean {
  return /TOKEN|SECRET/.test(name)
}

function isLoopback(url: string | undefined): boolean {
  const host = parsed(url)?.hostname ?? ''
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^(127\.|0\.0\.0\.0|\[::1?\]|\[::ffff:7f)/.test(host)
  )
}
