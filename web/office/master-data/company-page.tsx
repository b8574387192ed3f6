import { ActionIcon, Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { Company } from '../../shared/api/shapes.ts'
import { QueryAnswer } from '../ui/answers.tsx'
import { FormProblem, showFieldProblems } from '../ui/form-problem.tsx'
import { Panel } from '../ui/panel.tsx'
import { useWrite } from '../ui/use-write.ts'

type Values = Omit<Company, 'npwp' | 'logoFileId' | 'signatureFileId' | 'stampFileId'> & { npwp: string }
type Form = UseFormReturnType<Values>
const MOST_ACCOUNTS = 5

/** What stands on Surat Tugas, BAST and invoices. */
export function CompanyPage() {
  const query = useQuery({ queryKey: ['company'], queryFn: () => answer(api.GET('/api/v1/company')) })
  return (
    <>
      <QueryAnswer query={query} lines={8}>
        {(company) => <CompanyForm company={company} />}
      </QueryAnswer>
    </>
  )
}

function CompanyForm({ company }: { company: Company }) {
  const { t } = useTranslation('office')
  // the pictures are kept by themselves
  const { logoFileId: _, signatureFileId: __, stampFileId: ___, npwp, ...profile } = company
  const form = useForm<Values>({ initialValues: { ...profile, npwp: npwp ?? '' } })
  const change = useWrite<Values>(
    (body, headers) => answer(api.PATCH('/api/v1/company', { body, headers })),
    {
      showsProblemItself: true,
      refresh: ['company'],
      done: t('act.saved'),
      onDone: () => form.resetDirty(),
    },
  )
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, { onError: (problem) => showFieldProblems(form, problem) }),
      )}
    >
      <Stack gap="md" maw={860}>
        <Identity form={form} />
        <Signer form={form} />
        <Accounts form={form} />
        <FormProblem problem={change.error} />
        <Group>
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            {t('act.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function Identity({ form }: { form: Form }) {
  const { t } = useTranslation('office')
  const field = (name: keyof Values) => ({
    label: t(`company.${name}`),
    ...form.getInputProps(name),
  })
  return (
    <Panel title={t('company.identity')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput required {...field('name')} />
          <TextInput required {...field('legalName')} />
        </SimpleGrid>
        <Textarea required autosize minRows={2} {...field('address')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput required type="tel" {...field('phone')} />
          <TextInput required type="email" {...field('email')} />
          <TextInput required {...field('city')} description={t('company.cityHint')} />
          <TextInput required {...field('code')} description={t('company.codeHint')} />
          <TextInput {...field('npwp')} />
        </SimpleGrid>
      </Stack>
    </Panel>
  )
}

function Signer({ form }: { form: Form }) {
  const { t } = useTranslation('office')
  return (
    <Panel title={t('company.signer')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput required label={t('company.signerName')} {...form.getInputProps('signerName')} />
        <TextInput required label={t('company.signerPosition')} {...form.getInputProps('signerPosition')} />
      </SimpleGrid>
    </Panel>
  )
}

function Accounts({ form }: { form: Form }) {
  const { t } = useTranslation('office')
  const { bankAccounts } = form.values
  return (
    <Panel title={t('company.accounts')}>
      <Stack gap="sm">
        {bankAccounts.map((_, index) => (
          <Group key={index} align="flex-end" gap="sm">
            {(['bank', 'number', 'holder'] as const).map((name) => (
              <TextInput
                key={name}
                style={{ flex: '1 1 9rem' }}
                label={t(`company.account.${name}`)}
                {...form.getInputProps(`bankAccounts.${index}.${name}`)}
              />
            ))}
            <ActionIcon
              variant="default"
              size={36}
              aria-label={t('company.removeAccount', { number: index + 1 })}
              onClick={() => form.removeListItem('bankAccounts', index)}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        <Group>
          <Button
            variant="default"
            disabled={bankAccounts.length >= MOST_ACCOUNTS}
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => form.insertListItem('bankAccounts', { bank: '', number: '', holder: '' })}
          >
            {t('company.addAccount')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  )
}
