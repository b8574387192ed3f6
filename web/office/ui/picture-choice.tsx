import { Alert, Button, FileButton, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { send } from '../../shared/api/client.ts'
import { type QueryHead } from './query-keys.ts'
import { fileUrl } from './photo-strip.tsx'
import { useWrite } from './use-write.ts'

type Props = {
  fileId: string | null
  /** where the picture is sent to and removed from */
  url: string
  /** name of the file in the form */
  field: string
  accept: string
  refresh: readonly QueryHead[]
  alt: string
  /** said while there is no picture */
  none: string
  hint: string
  /** a face instead of a drawing */
  round?: boolean
}

/** One picture that is stored as soon as it is chosen: what it looks like, replace, remove. */
export function PictureChoice({ fileId, url, field, accept, refresh, alt, none, hint, round }: Props) {
  const { t } = useTranslation('office')
  const upload = useWrite<File, unknown>(
    async (file, headers) => {
      const form = new FormData()
      form.set(field, file)
      return await send('POST', url, form, headers['Idempotency-Key'])
    },
    { showsProblemItself: true, refresh, done: t('picture.saved') },
  )
  const remove = useWrite<void, unknown>(
    (_, headers) => send('DELETE', url, undefined, headers['Idempotency-Key']),
    { refresh, done: t('picture.removed') },
  )
  const label = t(fileId ? 'picture.replace' : 'picture.choose')
  const problem = upload.error && (upload.error.fields[0]?.message ?? upload.error.detail)
  return (
    <Stack gap="sm">
      {fileId ? <Shown fileId={fileId} alt={alt} round={round ?? false} /> : <Text>{none}</Text>}
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      {problem && (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      )}
      <Group gap="xs">
        <FileButton accept={accept} onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button variant="default" loading={upload.isPending} aria-label={`${label}: ${alt}`} {...props}>
              {label}
            </Button>
          )}
        </FileButton>
        {fileId && (
          <Button
            variant="default"
            c="red.7"
            aria-label={`${t('picture.remove')}: ${alt}`}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('picture.remove')}
          </Button>
        )}
      </Group>
    </Stack>
  )
}

/** On white, because it will be printed on white. */
function Shown({ fileId, alt, round }: { fileId: string; alt: string; round: boolean }) {
  const size = round
    ? { width: 120, height: 120, borderRadius: 12, objectFit: 'cover' as const }
    : { maxWidth: 220, maxHeight: 110, objectFit: 'contain' as const, background: '#fff' }
  return <img src={fileUrl(fileId)} alt={alt} style={{ ...size, alignSelf: 'flex-start' }} />
}
