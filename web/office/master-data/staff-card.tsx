import { Box, Button, Divider, Drawer, Group, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../shared/api/client.ts'
import type { StaffMember } from '../../shared/api/shapes.ts'
import { phone as showPhone } from '../../shared/format.ts'
import { PersonStatusBadge, RoleBadge } from '../ui/badges.tsx'
import { FormProblem, showFieldProblems } from '../ui/form-problem.tsx'
import { PictureChoice } from '../ui/picture-choice.tsx'
import { useMe } from '../ui/session.ts'
import { TelegramConnection } from '../ui/telegram-connection.tsx'
import { useWrite } from '../ui/use-write.ts'
import { ResetPassword } from './reset-password.tsx'
import { ResetSecondFactor, StaffSignIns, UnlinkTelegram } from './staff-access.tsx'
import {
  homePointProblem,
  StaffFields,
  type StaffValues,
  whereAndWhatBody,
  whereAndWhatOf,
} from './staff-fields.tsx'
import { mayManage } from './staff-roles.ts'
import { SwitchStaff } from './switch-staff.tsx'

type Props = { member: StaffMember; onClose: () => void }

/** One colleague: details, Telegram, password, and whether the account is in use. */
export function StaffCard({ member, onClose }: Props) {
  const { t } = useTranslation(['office', 'account'])
  const me = useMe()
  const manages = mayManage(me.role, member)
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('act.close') }}
      title={
        <Group gap="xs" component="span">
          <Text fw={700} size="lg" component="span">
            {member.name}
          </Text>
          <RoleBadge role={member.role} />
          {member.status === 'INACTIVE' && <PersonStatusBadge status="INACTIVE" />}
        </Group>
      }
    >
      <Stack gap="lg" pb="lg">
        {manages ? (
          <Details member={member} self={member.id === me.id} />
        ) : (
          <Text c="dimmed">{t('staff.notYours')}</Text>
        )}
        {manages && (
          <>
            <Divider />
            <Photo member={member} />
            <Divider />
            <Telegram member={member} unlinks={me.role === 'admin'} />
            <Divider />
            <section>
              <Title order={3} mb="xs">
                {t('staff.access')}
              </Title>
              <Group gap="xs">
                <ResetPassword member={member} />
                {member.id !== me.id && <SwitchStaff member={member} />}
                {me.role === 'admin' && member.secondFactor && <ResetSecondFactor member={member} />}
              </Group>
            </section>
            <Divider />
            <section>
              <Title order={3} mb="xs">
                {t('account:signIns.title')}
              </Title>
              <StaffSignIns member={member} />
            </section>
          </>
        )}
      </Stack>
    </Drawer>
  )
}

function Photo({ member }: { member: StaffMember }) {
  const { t } = useTranslation('office')
  return (
    <section>
      <Title order={3} mb="xs">
        {t('staff.photo')}
      </Title>
      <PictureChoice
        round
        fileId={member.photoFileId}
        url={`/api/v1/users/${member.id}/photo`}
        field="photo"
        accept="image/jpeg,image/png,image/webp"
        refresh={['users', 'me']}
        alt={t('staff.photo')}
        none={t('staff.photoNone')}
        hint={t('staff.photoHint')}
      />
    </section>
  )
}

function Telegram({ member, unlinks }: { member: StaffMember; unlinks: boolean }) {
  return (
    <section>
      <Title order={3} mb="xs">
        Telegram
      </Title>
      <TelegramConnection
        state={member.telegram}
        makeLink={(headers) =>
          answer(
            api.POST('/api/v1/users/{id}/telegram-link', { params: { path: { id: member.id } }, headers }),
          )
        }
      />
      {unlinks && member.telegram !== 'NOT_LINKED' && (
        <Box mt="sm">
          <UnlinkTelegram member={member} />
        </Box>
      )}
    </section>
  )
}

const bodyOf = (values: StaffValues) => ({
  name: values.name,
  role: values.role,
  phone: values.phone,
  employeeNumber: values.employeeNumber,
  ...whereAndWhatBody(values),
})

function Details({ member, self }: { member: StaffMember; self: boolean }) {
  const { t } = useTranslation('office')
  const form = useForm<StaffValues>({
    initialValues: {
      name: member.name,
      username: member.username,
      password: '',
      role: member.role,
      phone: member.phone ? showPhone(member.phone) : '',
      employeeNumber: member.employeeNumber ?? '',
      ...whereAndWhatOf(member),
    },
    validate: {
      name: (value) => (value.trim() ? null : t('field.required')),
      homePoint: (value) => homePointProblem(value, t),
    },
  })
  const change = useWrite<StaffValues>(
    (values, headers) =>
      answer(
        api.PATCH('/api/v1/users/{id}', {
          params: { path: { id: member.id } },
          body: bodyOf(values),
          headers,
        }),
      ),
    {
      showsProblemItself: true,
      refresh: ['users', 'me'],
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
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('login.username')}: <strong>{member.username}</strong>
        </Text>
        <StaffFields form={form} fixedRole={self} />
        <FormProblem problem={change.error} />
        <Group justify="flex-end">
          <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
            {t('act.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
