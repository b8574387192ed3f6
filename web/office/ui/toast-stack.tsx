import { IconAlertTriangle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './toast-stack.module.css'
import { dropToast, toastStore } from './toasts.ts'

/** Short news about what one just did, in the corner; said aloud, and gone by itself. */
export function ToastStack() {
  const { t } = useTranslation('office')
  const toasts = useSyncExternalStore(toastStore.subscribe, toastStore.get)
  return (
    <section className={classes.stack} aria-label={t('toast.label')} aria-live="polite">
      {toasts.map((toast) => (
        <div
          key={toast.id}
          className={classes.toast}
          data-tone={toast.tone}
          role={toast.tone === 'bad' ? 'alert' : undefined}
        >
          {toast.tone === 'bad' ? (
            <IconAlertTriangle size={19} aria-hidden />
          ) : (
            <IconCircleCheck size={19} aria-hidden />
          )}
          <div className={classes.words}>
            {toast.title && <strong>{toast.title}</strong>}
            <span>{toast.message}</span>
          </div>
          <button
            type="button"
            className={classes.close}
            aria-label={t('act.close')}
            onClick={() => dropToast(toast.id)}
          >
            <IconX size={16} aria-hidden />
          </button>
        </div>
      ))}
    </section>
  )
}
