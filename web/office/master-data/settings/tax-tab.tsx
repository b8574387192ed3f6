import {
  Badge,
  Button,
  Checkbox,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm, type UseFormReturnType } from '@mantine/form'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../../shared/api/client.ts'
import type { Got, PostBody } from '../../../shared/api/shapes.ts'
import { longDate, number, rupiah } from '../../../shared/format.ts'
import { QueryAnswer } from '../../ui/answers.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FormProblem, showFieldProblems } from '../../ui/form-problem.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useWrite } from '../../ui/use-write.ts'

type Rule = Got<'/api/v1/settings/tax-rules'>['items'][number]
type Values = {
  validFrom: string
  pkp: boolean
  vatRate: number
  baseNumerator: number
  baseDenominator: number
  /** percent, as people say it */
  withholding: number
}
const bodyOf = ({ withholding, ...values }: Values): PostBody<'/api/v1/settings/tax-rules'> => ({
  ...values,
  withholdingRateBp: Math.round(withholding * 100),
})

/** Dated tax rules, and what the next one would come to. */
export function TaxTab() {
  const query = useQuery({
    queryKey: ['settings', 'tax-rules'],
    queryFn: () => answer(api.GET('/api/v1/settings/tax-rules')),
  })
  return (
    <QueryAnswer query={query} lines={5}>
      {({ items }) => (
        <Stack gap="md" maw={860}>
          <Rules items={items} />
          <NewRule like={items.find((rule) => rule.state === 'CURRENT') ?? items[0]} />
        </Stack>
      )}
    </QueryAnswer>
  )
}

function Rules({ items }: { items: Rule[] }) {
  const { t } = useTranslation('settings')
  const remove = useWrite<string>(
    (validFrom, headers) =>
      answer(
        api.DELETE('/api/v1/settings/tax-rules/{validFrom}', { params: { path: { validFrom } }, headers }),
      ),
    { refresh: ['settings'], done: t('tax.removed') },
  )
  return (
    <Panel title={t('tax.rules')}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('tax.hint')}
        </Text>
        {items.map((rule) => (
          <Group key={rule.validFrom} justify="space-between" gap="sm">
            <div>
              <Group gap={6}>
                <Text fw={600} component="span">
                  {dayOf(rule.validFrom)}
                </Text>
                <Badge variant="light" color={rule.state === 'CURRENT' ? 'green' : 'gray'}>
                  {t(`tax.state.${rule.state}`)}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {t(rule.pkp ? 'tax.line' : 'tax.lineNotPkp', {
                  rate: rule.vatRate,
                  numerator: rule.baseNumerator,
                  denominator: rule.baseDenominator,
                  withholding: number(rule.withholdingRateBp / 100, 2),
                })}
              </Text>
            </div>
            {rule.used ? (
              <Text size="sm" c="dimmed">
                {t('tax.used')}
              </Text>
            ) : (
              <Button
                variant="default"
                size="xs"
                aria-label={t('tax.removeLabel', { date: dayOf(rule.validFrom) })}
                loading={remove.isPending && remove.variables === rule.validFrom}
                onClick={() => remove.mutate(rule.validFrom)}
              >
                {t('tax.remove')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  )
}

const dayOf = (day: string) => longDate(`${day}T05:00:00Z`)

function NewRule({ like }: { like: Rule | undefined }) {
  const { t } = useTranslation(['settings', 'office'])
  const form = useForm<Values>({
    initialValues: {
      validFrom: '',
      pkp: like?.pkp ?? true,
      vatRate: like?.vatRate ?? 12,
      baseNumerator: like?.baseNumerator ?? 11,
      baseDenominator: like?.baseDenominator ?? 12,
      withholding: (like?.withholdingRateBp ?? 200) / 100,
    },
    validate: { validFrom: (value) => (value ? null : t('office:field.required')) },
  })
  const add = useWrite<Values>(
    (values, headers) => answer(api.POST('/api/v1/settings/tax-rules', { body: bodyOf(values), headers })),
    {
      showsProblemItself: true,
      refresh: ['settings'],
      done: t('tax.added'),
      onDone: () => form.setFieldValue('validFrom', ''),
    },
  )
  return (
    <Panel title={t('tax.add')}>
      <form
        noValidate
        onSubmit={form.onSubmit((values) =>
          add.mutate(values, {
            onError: (problem) => showFieldProblems(form, problem, { withholdingRateBp: 'withholding' }),
          }),
        )}
      >
        <Stack gap="md">
          <Terms form={form} />
          <Example values={form.values} />
          <FormProblem problem={add.error} />
          <Group>
            <Button type="submit" loading={add.isPending}>
              {t('tax.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  )
}

function Terms({ form }: { form: UseFormReturnType<Values> }) {
  const { t } = useTranslation('settings')
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput type="date" label={t('tax.validFrom')} {...form.getInputProps('validFrom')} />
        <NumberInput
          label={t('tax.withholding')}
          min={0}
          max={100}
          decimalScale={2}
          decimalSeparator=","
          {...form.getInputProps('withholding')}
        />
      </SimpleGrid>
      <Checkbox label={t('tax.pkp')} {...form.getInputProps('pkp', { type: 'checkbox' })} />
      {form.values.pkp && (
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <NumberInput label={t('tax.vatRate')} min={0} max={100} {...form.getInputProps('vatRate')} />
          <NumberInput label={t('tax.numerator')} min={1} {...form.getInputProps('baseNumerator')} />
          <NumberInput label={t('tax.denominator')} min={1} {...form.getInputProps('baseDenominator')} />
        </SimpleGrid>
      )}
    </>
  )
}

/** What an amount comes to under the terms as typed; reckoned by the server, like every invoice. */
function Example({ values }: { values: Values }) {
  const { t } = useTranslation('settings')
  const [amount, setAmount] = useState<number | string>(1_250_000)
  const { validFrom: _, ...terms } = bodyOf(values)
  const [asked] = useDebouncedValue({ ...terms, amount: Number(amount) || 0 }, 300)
  const example = useQuery({
    queryKey: ['settings', 'tax-example', asked],
    queryFn: () => answer(api.POST('/api/v1/settings/tax-rules/example', { body: asked })),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const sum = example.data
  return (
    <Stack gap="sm" p="sm" style={{ background: 'var(--gss-paper, #f6f5f1)', borderRadius: 10 }}>
      <Text fw={600}>{t('tax.example')}</Text>
      <NumberInput
        label={t('tax.amount')}
        maw={240}
        min={0}
        max={999_999_999}
        prefix="Rp"
        thousandSeparator="."
        decimalSeparator=","
        value={amount}
        onChange={setAmount}
      />
      {sum && (
        <Facts
          items={[
            { label: t('tax.subtotal'), value: rupiah(sum.subtotal) },
            sum.taxBase !== null && { label: t('tax.base'), value: rupiah(sum.taxBase) },
            sum.vat !== null && { label: t('tax.vat'), value: rupiah(sum.vat) },
            { label: t('tax.total'), value: rupiah(sum.total) },
            { label: t('tax.withheld'), value: rupiah(sum.withholding) },
            { label: t('tax.transfer'), value: rupiah(sum.transfer) },
          ]}
        />
      )}
    </Stack>
  )
}
