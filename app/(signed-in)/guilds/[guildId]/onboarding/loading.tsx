import { Bar, Pending } from '@/components/states/pending'

const lists = ['rules', 'questions']

export default function OnboardingLoading() {
  return (
    <Pending>
      <Bar className="h-8 w-48" />
      <Bar className="mt-2 h-5 w-72" />
      <div className="mt-6 flex max-w-[45rem] flex-col gap-8">
        <Bar className="h-11 rounded-sm" />
        {lists.map((list) => (
          <div key={list}>
            <Bar className="h-7 w-32" />
            <Bar className="mt-2 h-5 w-64" />
            <Bar className="mt-3 h-52 rounded-md" />
          </div>
        ))}
      </div>
    </Pending>
  )
}
