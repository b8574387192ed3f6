import { Alert, Button, Group, Modal, NumberInput, Text, Textarea } from '@mantine/core'
import { IconInfoCircle, IconPlus } from '@tabler/icons-react'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../../../shared/api/client.ts'
import { asProblem } from '../../../shared/api/problem.ts'
import type { Invoice } from '../../../shared/api/shapes.ts'
import { rupiah } from '../../../shared/format.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { MoneyInput } from '../money-input.tsx'
import { LONGEST_TERM, newDraft, newLine, pricedPart } from './draft.ts'
import classes from './editor.module.css'
import { LineFields } from './line-fields.tsx'
import { RunningTotal, useRunningTotal } from './running-total.tsx'
import { type DraftForm, useDraft } from './use-draft.ts'
import { useSaveDraft } from './use-save-draft.ts'

type Props = {
  ticket: { id: string; code: string; title: string }
  customerName: string
  /** null = a new draft */
  invoice: Invoice | null
  onClose: () => void
  onSaved?: (invoice: Invoice) => void
}

/** The form of a Draft Invoice, over the whole screen: a list of lines needs the room. */
export function InvoiceEditor(props: Props) {
  const { ticket, customerName, invoice, onClose } = props
  const { t } = useTranslation('office-work')
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      padding={0}
      closeButtonProps={{ 'aria-label': t('office:act.close'), size: 'lg' }}
      styles={{ header: { padding: '0.6rem 1rem', borderBottom: '1px solid var(--gss-line)' } }}
      title={
        <div>
          <Text fw={700} size="lg" lh={1.3}>
            {t(invoice ? 'editor.editTitle' : 'editor.newTitle')}
          </Text>
          <Text size="sm" c="dimmed" lh={1.35}>
            {ticket.code} · {ticket.title} · {customerName}
          </Text>
        </div>
      }
    >
      {invoice ? <EditorForm {...props} start={null} /> : <NewDraft {...props} />}
    </Modal>
  )
}

/** A new draft begins with what the BAST says was used. */
function NewDraft(props: Props) {
  const id = props.ticket.id
  const query = useQuery({
    queryKey: ['invoices', id, 'start'],
    queryFn: () => answer(api.GET('/api/v1/tickets/{id}/invoice/start', { params: { path: { id } } })),
    // while the form is open, its lines are the user's
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <QueryAnswer query={query} lines={6}>
      {({ lines }) => <EditorForm {...props} start={lines} />}
    </QueryAnswer>
  )
}

type FormProps = Props & { start: Parameters<typeof newDraft>[0] | null }

function EditorForm({ ticket, invoice, onClose, onSaved, start }: FormProps) {
  const { form, restored, forget, discard } = useDraft(ticket.id, invoice, () => newDraft(start ?? []))
  const total = useRunningTotal(form.values)
  const save = useSaveDraft(ticket.id, invoice)
  const run = async (andSubmit: boolean) => {
    if (form.validate().hasErrors) return focusFirst()
    try {
      const saved = await save.run(form.values, andSubmit)
      forget()
      onSaved?.(saved)
      onClose()
    } catch (error) {
      showFieldProblems(form, asProblem(error))
    }
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void run(false)
  }
  const incomplete = pricedPart(form.values) === null
  return (
    <form onSubmit={onSubmit} noValidate className={classes.form}>
      <div className={classes.columns}>
        <div className={classes.main}>
          <Notices invoice={invoice} restored={restored} onDiscard={discard} />
          <Lines form={form} />
        </div>
        <aside className={classes.side}>
          <Terms form={form} />
          <div className={classes.totals}>
            <RunningTotal total={total} incomplete={incomplete} />
          </div>
        </aside>
      </div>
      <Foot
        total={incomplete ? null : (total.data?.total ?? null)}
        busy={save.busy}
        problem={save.problem}
        onClose={onClose}
        onSubmitToSales={() => void run(true)}
      />
    </form>
  )
}

function focusFirst(): void {
  // errors are drawn after this tick
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('[role="dialog"] [aria-invalid="true"]')?.focus()
  })
}

type NoticeProps = { invoice: Invoice | null; restored: boolean; onDiscard: () => void }

function Notices({ invoice, restored, onDiscard }: NoticeProps) {
  const { t } = useTranslation('office-work')
  return (
    <>
      {restored && (
        <Alert color="blue" mb="md" icon={<IconInfoCircle size={18} aria-hidden />}>
          <Group gap="xs">
            <Text size="sm">{t('editor.restored')}</Text>
            <Button size="compact-sm" variant="default" onClick={onDiscard}>
              {t('editor.discard')}
            </Button>
          </Group>
        </Alert>
      )}
      {invoice?.state === 'APPROVED' && (
        <Alert color="amber" mb="md">
          {t('invoice.editAfterApproval')}
        </Alert>
      )}
      {invoice?.state === 'REVISION_REQUESTED' && invoice.revisionReason && (
        <Alert color="red" mb="md" title={t('invoice.revisionTitle')}>
          <span className="free-text">{invoice.revisionReason}</span>
        </Alert>
      )}
    </>
  )
}

function Lines({ form }: { form: DraftForm }) {
  const { t } = useTranslation('office-work')
  const add = (kind: 'SERVICE' | 'MATERIAL') => form.insertListItem('lines', newLine(kind))
  return (
    <>
      <ol className={classes.lines}>
        {form.values.lines.map((line, index) => (
          <LineFields key={line.key} form={form} index={index} />
        ))}
      </ol>
      {form.errors['lines'] && (
        <Text c="red.7" size="sm" role="alert" mb="sm">
          {form.errors['lines']}
        </Text>
      )}
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlus size={17} aria-hidden />}
          onClick={() => add('SERVICE')}
        >
          {t('editor.addService')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlus size={17} aria-hidden />}
          onClick={() => add('MATERIAL')}
        >
          {t('editor.addMaterial')}
        </Button>
      </Group>
    </>
  )
}

function Terms({ form }: { form: DraftForm }) {
  const { t } = useTranslation('office-work')
  return (
    <div className={classes.terms}>
      <MoneyInput
        label={t('editor.invoiceDiscount')}
        description={t('editor.invoiceDiscountHint')}
        placeholder="Rp0"
        {...form.getInputProps('discount')}
      />
      <NumberInput
        label={t('invoice.dueDays')}
        description={t('editor.dueDaysHint')}
        min={0}
        max={LONGEST_TERM}
        allowDecimal={false}
        allowNegative={false}
        inputMode="numeric"
        {...form.getInputProps('dueDays')}
      />
      <Textarea
        label={t('invoice.note')}
        placeholder={t('editor.notePlaceholder')}
        autosize
        minRows={2}
        maxRows={6}
        maxLength={1000}
        {...form.getInputProps('note')}
      />
    </div>
  )
}

type FootProps = {
  total: number | null
  busy: boolean
  problem: ReturnType<typeof useSaveDraft>['problem']
  onClose: () => void
  onSubmitToSales: () => void
}

function Foot({ total, busy, problem, onClose, onSubmitToSales }: FootProps) {
  const { t } = useTranslation('office-work')
  return (
    <footer className={classes.foot}>
      {problem && (
        <div className={classes.footProblem}>
          <FormProblem problem={problem} />
        </div>
      )}
      <div className={classes.footTotal}>
        <span>{t('totals.total')}</span>
        <b className="num">{total === null ? '–' : rupiah(total)}</b>
      </div>
      <div className={classes.footActs}>
        <Button variant="subtle" color="gray" onClick={onClose}>
          {t('office:act.cancel')}
        </Button>
        <Button type="submit" variant="default" loading={busy}>
          {t('editor.save')}
        </Button>
        <Button loading={busy} onClick={onSubmitToSales}>
          {t('editor.saveAndSubmit')}
        </Button>
      </div>
    </footer>
  )
}
