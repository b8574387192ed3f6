import classes from './photo-strip.module.css'

export const fileUrl = (fileId: string): string => `/api/v1/files/${fileId}`

/** Small pictures in a row; each opens large in a new tab. */
export function PhotoStrip({ fileIds, label }: { fileIds: string[]; label: string }) {
  if (fileIds.length === 0) return null
  return (
    <ul className={classes.strip}>
      {fileIds.map((fileId, index) => (
        <li key={fileId}>
          <a href={fileUrl(fileId)} target="_blank" rel="noreferrer">
            <img src={fileUrl(fileId)} alt={`${label} ${index + 1}`} loading="lazy" />
          </a>
        </li>
      ))}
    </ul>
  )
}
