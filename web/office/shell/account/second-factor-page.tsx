import { Button, Text, Title } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../../ui/session.ts'
import { Brand } from '../brand.tsx'
import { signOut } from '../sign-in.ts'
import { SetUpSecondFactor } from './set-up-second-factor.tsx'

/** The role needs a second factor and the person has none: it is set up before anything else. */
export function SecondFactorPage() {
  const { t } = useTranslation('account')
  const queries = useQueryClient()
  const navigate = useNavigate()
  useEffect(() => {
    document.title = `${t('second.needTitle')} · GSS`
  }, [t])
  const goOn = async () => {
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 })
    if (me.role === 'technician') location.assign('/field/')
    else await navigate({ to: '/' })
  }
  const leave = async () => {
    await signOut()
    queries.clear()
    await navigate({ to: '/login' })
  }
  return (
    <main style={{ maxWidth: '32rem', margin: '0 auto', padding: '3rem 1.25rem' }}>
      <Brand size={36} />
      <Title order={1} mt="xl">
        {t('second.needTitle')}
      </Title>
      <Text c="dimmed" mt={4} mb="sm">
        {t('second.needText')}
      </Text>
      <Text mb="lg">{t('second.explainOff')}</Text>
      <SetUpSecondFactor onDone={() => void goOn()} />
      <Button variant="subtle" mt="lg" onClick={() => void leave()}>
        {t('second.signOut')}
      </Button>
    </main>
  )
}
