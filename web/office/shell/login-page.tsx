import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../../shared/api/problem.ts'
import { addTexts, switchLanguage } from '../../shared/i18n.ts'
import { storedLanguage } from '../../shared/language.ts'
import { FormProblem } from '../ui/form-problem.tsx'
import { meQuery } from '../ui/session.ts'
import { useWrite } from '../ui/use-write.ts'
import { accountTexts } from '../texts.ts'
import { Brand } from './brand.tsx'
import { DemoAccounts } from './demo-accounts.tsx'
import classes from './login-page.module.css'
import { isRehearsal, signIn } from './sign-in.ts'
import { whySignInFailed } from './sign-in-problem.ts'

// few people see it, so it is no part of the first download
const CodeForm = lazy(async () => {
  const [form] = await Promise.all([import('./account/code-form.tsx'), addTexts(accountTexts)])
  return form
})

export function LoginPage() {
  const { t } = useTranslation('office')
  const rehearsal = useQuery({ queryKey: ['me', 'rehearsal'], queryFn: isRehearsal, staleTime: Infinity })
  const [asksCode, setAsksCode] = useState(false)
  const goIn = useEntrance()
  const enter = useSignIn(goIn, () => setAsksCode(true))
  useEffect(() => {
    document.title = `${t('login.title')} · GSS`
  }, [t])
  return (
    <main className={classes.page}>
      <div className={classes.side}>
        <Brand light size={38} />
        <p className={classes.promise}>{t('login.promise')}</p>
      </div>
      <div className={classes.formSide}>
        <div className={classes.form}>
          <div className={classes.smallBrand}>
            <Brand size={36} />
          </div>
          <Stack gap={4} mb="lg">
            <Title order={1}>{t('login.title')}</Title>
            <Text c="dimmed">{t('login.subtitle')}</Text>
          </Stack>
          {asksCode ? (
            <Suspense fallback={null}>
              <CodeForm onDone={goIn} onBack={() => setAsksCode(false)} />
            </Suspense>
          ) : (
            <>
              <SignInForm enter={enter} />
              {rehearsal.data && <DemoAccounts enter={enter.mutate} busy={enter.isPending} />}
            </>
          )}
          <LanguageSwitch />
        </div>
      </div>
    </main>
  )
}

type Credentials = { username: string; password: string }

/** Where one goes once the session is there. */
function useEntrance(): () => Promise<void> {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { to } = useSearch({ strict: false }) as { to?: string }
  return async () => {
    queries.removeQueries({ predicate: (query) => query.queryKey[1] !== 'rehearsal' })
    const me = await queries.fetchQuery(meQuery)
    if (me.mustChangePassword) await navigate({ to: '/new-password' })
    else if (me.secondFactor === 'NEEDED') await navigate({ to: '/second-factor' })
    else if (me.role === 'technician') location.assign('/field/')
    // only a place inside this app: an address with a host could lead anywhere
    else await navigate({ to: to?.startsWith('/') && !to.startsWith('//') ? to : '/' })
  }
}

function useSignIn(goIn: () => Promise<void>, askCode: () => void) {
  return useWrite<Credentials, void>(
    async (credentials) => {
      if (await signIn(credentials)) askCode()
      else await goIn()
    },
    { showsProblemItself: true },
  )
}

type Enter = { mutate: (credentials: Credentials) => void; isPending: boolean; error: Problem | null }

function SignInForm({ enter }: { enter: Enter }) {
  const { t } = useTranslation('office')
  const form = useForm({
    initialValues: { username: '', password: '' },
    validate: {
      username: (value) => (value.trim() ? null : t('field.required')),
      password: (value) => (value ? null : t('field.required')),
    },
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit(({ username, password }) =>
        enter.mutate({ username: username.trim().toLowerCase(), password }),
      )}
    >
      <Stack gap="md">
        <TextInput
          size="md"
          label={t('login.username')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          {...form.getInputProps('username')}
        />
        <PasswordInput
          size="md"
          label={t('login.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword'), tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <FormProblem problem={whySignInFailed(enter.error, t)} />
        <Button type="submit" size="md" fullWidth loading={enter.isPending}>
          {t('login.enter')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('login.forgotten')}
        </Text>
      </Stack>
    </form>
  )
}

function LanguageSwitch() {
  const { t } = useTranslation('office')
  const other = storedLanguage() === 'id' ? 'en' : 'id'
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      mt="lg"
      lang={other}
      onClick={() => void switchLanguage(other)}
    >
      {t('nav.otherLanguage')}
    </Button>
  )
}
