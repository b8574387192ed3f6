import { Anchor, Text } from '@mantine/core'
import { IconExternalLink, IconFileTypePdf } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './payments.module.css'

const urlOf = (fileId: string) => `/api/v1/files/${fileId}`

/** The proof as large as there is room: a picture, or a PDF when it is no picture. */
export function Proof({ fileId }: { fileId: string }) {
  const { t } = useTranslation('office-work')
  // the contract does not say what kind of file it is
  const [isPicture, setIsPicture] = useState(true)
  return (
    <div>
      <div className={classes.proof}>
        {isPicture ? (
          <img src={urlOf(fileId)} alt={t('payments.proof')} onError={() => setIsPicture(false)} />
        ) : navigator.pdfViewerEnabled ? (
          <iframe src={urlOf(fileId)} title={t('payments.proof')} />
        ) : (
          // phones show no PDF inside a page: the link below opens it
          <IconFileTypePdf size={64} stroke={1} className={classes.paper} aria-hidden />
        )}
      </div>
      <Anchor href={urlOf(fileId)} target="_blank" rel="noreferrer" size="sm" className={classes.openProof}>
        <IconExternalLink size={15} aria-hidden />
        {t('payments.openProof')}
      </Anchor>
    </div>
  )
}

/** A small picture of the proof in the list of payments. */
export function ProofThumb({ fileId, label, onOpen }: { fileId: string; label: string; onOpen: () => void }) {
  const [isPicture, setIsPicture] = useState(true)
  return (
    <button type="button" className={classes.thumb} aria-label={label} onClick={onOpen}>
      {isPicture ? (
        <img src={urlOf(fileId)} alt="" loading="lazy" onError={() => setIsPicture(false)} />
      ) : (
        <>
          <IconFileTypePdf size={24} stroke={1.5} aria-hidden />
          <Text size="xs">PDF</Text>
        </>
      )}
    </button>
  )
}
