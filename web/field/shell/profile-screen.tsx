import type { Me } from '../../shared/api/shapes.ts'
import { MyKpi } from '../feedback/my-kpi.tsx'
import { ProfilePage } from '../master-data/profile-page.tsx'

export function ProfileScreen({ me }: { me: Me }) {
  return <ProfilePage me={me} kpi={<MyKpi />} />
}
