import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, send } from '../../../shared/api/client.ts'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

/** The logo of the letterhead; stored at once, beside the form of the profile. */
export function LogoPanel() {
  const { t } = useTranslation('settings')
  const company = useQuery({ queryKey: ['company'], queryFn: () => answer(api.GET('/api/v1/company')) })
  const upload = useWrite<File, unknown>(
    async (file, headers) => {
      const form = new FormData()
      form.set('logo', file)
      return await send('POST', '/api/v1/company/logo', form, headers['Idempotency-Key'])
    },
    { showsProblemItself: true, refresh: ['company'], done: t('logo.saved') },
  )
  const remove = useWrite<void>((_, headers) => answer(api.DELETE('/api/v1/company/logo', { headers })), {
    refresh: ['company'],
    done: t('logo.removed'),
  })
  const fileId = company.data?.logoFileId
  const problem = upload.error && (upload.error.fields[0]?.message ?? upload.error.detail)
  return (
    <Panel title={t('logo.title')} maw={860} mb="md">
      <Stack gap="sm">
        {fileId ? (
          <img
            src={`/api/v1/files/${fileId}`}
            alt={t('logo.alt')}
            style={{ maxWidth: 220, maxHeight: 110, objectFit: 'contain', alignSelf: 'flex-start' }}
          />
        ) : (
          <Text>{t('logo.none')}</Text>
        )}
        <Text size="sm" c="dimmed">
          {t('logo.hint')}
        </Text>
        {problem && (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
        <Group gap="xs">
          <FileButton accept="image/png,image/jpeg" onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button variant="default" loading={upload.isPending} {...props}>
                {t(fileId ? 'logo.replace' : 'logo.choose')}
              </Button>
            )}
          </FileButton>
          {fileId && (
            <Button variant="default" c="red.7" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('logo.remove')}
            </Button>
          )}
        </Group>
      </Stack>
    </Panel>
  )
}
