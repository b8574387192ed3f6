import { Anchor, Text } from '@mantine/core'
import { IconFile, IconPhotoOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Message } from '../../../shared/api/shapes.ts'
import { bytes } from '../../../shared/format.ts'
import { MapLink } from '../../ui/map-link.tsx'
import { fileUrl } from '../../ui/photo-strip.tsx'
import classes from './message-content.module.css'
import { ChatText } from './chat-text.tsx'
import { kindKey } from './message-preview.ts'

const WORDS = new Set(['text', 'button', 'interactive', 'template', 'system'])

/** What a message holds, also kinds that did not exist when this was written. */
export function MessageContent({ message }: { message: Message }) {
  const { t } = useTranslation('office')
  const { kind, body, file, location } = message
  const wordless = !file && !location && !body
  return (
    <>
      {message.fileState && message.fileState !== 'STORED' && (
        <Text className={classes.missing} size="sm">
          <IconPhotoOff size={17} aria-hidden />
          {t(`inbox.file.${message.fileState}`, { kind: t(kindKey(kind)) })}
        </Text>
      )}
      {file && <Media file={file} kind={kind} />}
      {location && (
        <div className={classes.location}>
          <span>{t('inbox.kind.location')}</span>
          <MapLink point={location} />
        </div>
      )}
      {kind === 'contacts' && <Text size="xs">{t('inbox.kind.contacts')}</Text>}
      {kind === 'reaction' && <Text size="xs">{t('inbox.kind.reaction')}</Text>}
      {body && (
        <Text className="free-text">
          <ChatText text={body} />
        </Text>
      )}
      {wordless && !message.fileState && (
        <Text fs="italic" c="gray.7" size="sm">
          {WORDS.has(kind) ? t('inbox.kind.empty') : t('inbox.unsupported', { kind: t(kindKey(kind)) })}
        </Text>
      )}
    </>
  )
}

type File = NonNullable<Message['file']>

function Media({ file, kind }: { file: File; kind: string }) {
  const { t } = useTranslation('office')
  const url = fileUrl(file.id)
  if (file.mime.startsWith('image/'))
    return (
      <a href={url} target="_blank" rel="noreferrer" className={classes.picture}>
        <img src={url} alt={t(kindKey(kind === 'sticker' ? 'sticker' : 'image'))} loading="lazy" />
      </a>
    )
  if (file.mime.startsWith('audio/'))
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's voice message has no captions
      <audio controls preload="none" src={url} className={classes.audio} aria-label={t(kindKey('voice'))} />
    )
  if (file.mime.startsWith('video/'))
    return (
      // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's video has no captions
      <video controls preload="none" src={url} className={classes.picture} aria-label={t(kindKey('video'))} />
    )
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" className={classes.file}>
      <IconFile size={20} aria-hidden />
      <span className={classes.fileName}>{file.name}</span>
      <span className={classes.size}>{bytes(file.size)}</span>
    </Anchor>
  )
}
