import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import { Panel } from '../../ui/panel.tsx'
import { PictureChoice } from '../../ui/picture-choice.tsx'

const PICTURES = ['logo', 'signature', 'stamp'] as const

/** Logo of the letterhead, signature and stamp of the letters; each stored at once, beside the form of the profile. */
export function PicturePanel() {
  const { t } = useTranslation('settings')
  const company = useQuery({ queryKey: ['company'], queryFn: () => answer(api.GET('/api/v1/company')) })
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }} maw={860} mb="md">
      {PICTURES.map((picture) => (
        <Panel key={picture} title={t(`picture.${picture}.title`)}>
          <PictureChoice
            fileId={company.data?.[`${picture}FileId`] ?? null}
            url={`/api/v1/company/${picture}`}
            field="picture"
            accept="image/png,image/jpeg"
            refresh={['company']}
            alt={t(`picture.${picture}.title`)}
            none={t(`picture.${picture}.none`)}
            hint={t(`picture.${picture}.hint`)}
          />
        </Panel>
      ))}
    </SimpleGrid>
  )
}
