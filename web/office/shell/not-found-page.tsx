import { useTranslation } from 'react-i18next'
import { EmptyAnswer } from '../ui/answers.tsx'
import { ButtonLink } from '../ui/links.tsx'

export function NotFoundPage() {
  const { t } = useTranslation('office')
  return (
    <EmptyAnswer
      title={t('problem.noPage')}
      text={t('problem.noPageText')}
      action={<ButtonLink to="/">{t('act.toHome')}</ButtonLink>}
    />
  )
}
