import { Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../ui/session.ts'
import { Brand } from './brand.tsx'
import { PasswordForm } from './password-form.tsx'

/** First sign-in with a password that somebody else chose: it must be replaced before anything else. */
export function NewPasswordPage() {
  const { t } = useTranslation('office')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    if (me.role === 'technician') location.assign('/field/')
    else await navigate({ to: '/' })
  }
  return (
    <main style={{ maxWidth: '28rem', margin: '0 auto', padding: '3rem 1.25rem' }}>
      <Brand size={36} />
      <Title order={1} mt="xl">
        {t('password.firstTitle')}
      </Title>
      <Text c="dimmed" mt={4} mb="lg">
        {t('password.firstText')}
      </Text>
      <PasswordForm submit={t('password.saveAndGoOn')} onDone={() => void leave()} />
    </main>
  )
}
