use proptest::prelude::*;

use super::*;

fn events() -> Vec<Event> {
    let answers = Answer::ALL.into_iter().map(Event::Answered);
    let reasons = Ineligible::ALL.into_iter().map(Event::Excluded);
    [
        Event::Asked,
        Event::Volunteered,
        Event::TimeUp,
        Event::Introduced,
        Event::Opened,
        Event::Consented,
        Event::Advanced,
        Event::Hired,
        Event::Rejected,
        Event::Withdrawn,
    ]
    .into_iter()
    .chain(answers)
    .chain(reasons)
    .collect()
}

fn event() -> impl Strategy<Value = Event> {
    proptest::sample::select(events())
}

/// Where a list of happenings leads, and every state on the way; what doesn't fit is left out.
fn walk(list: &[Event]) -> Vec<State> {
    let mut states = vec![State::Suggested];
    for event in list {
        if let Ok(next) = next(*states.last().unwrap(), *event) {
            states.push(next);
        }
    }
    states
}

#[test]
fn a_referral_goes_all_the_way_to_a_hire() {
    let way = [
        Event::Asked,
        Event::Answered(Answer::MakeIntro),
        Event::Introduced,
        Event::Opened,
        Event::Consented,
        Event::Advanced,
        Event::Hired,
    ];
    use State as S;
    let states = [
        S::Suggested,
        S::Requested,
        S::MakeIntro,
        S::IntroSent,
        S::Opened,
        S::Applied,
        S::InProcess,
        S::Hired,
    ];
    assert_eq!(walk(&way), states);
}

#[test]
fn each_answer_leads_where_its_words_say() {
    for (answer, state) in
        Answer::ALL.into_iter().zip([State::MakeIntro, State::MentionMyName, State::Passed, State::Passed])
    {
        assert_eq!(next(State::Requested, Event::Answered(answer)), Ok(state));
        assert_eq!(state.is_agreed(), answer.agrees());
    }
}

#[test]
fn what_cannot_happen_names_where_the_referral_stands() {
    let refusal = next(State::Passed, Event::Answered(Answer::MakeIntro)).unwrap_err();
    assert_eq!(refusal.to_string(), "This referral is “Passed”, so that this can't happen to it any more.");
}

#[test]
fn words_read_back() {
    for state in State::ALL {
        assert_eq!(State::parse(state.as_str()), Some(state));
    }
    for reason in Ineligible::ALL {
        assert_eq!(Ineligible::parse(reason.as_str()), Some(reason));
    }
}

#[test]
fn every_state_can_be_reached() {
    let mut reached = std::collections::BTreeSet::from([State::Suggested]);
    loop {
        let more: Vec<_> = reached
            .iter()
            .flat_map(|state| events().into_iter().filter_map(|event| next(*state, event).ok()))
            .filter(|state| !reached.contains(state))
            .collect();
        if more.is_empty() {
            break;
        }
        reached.extend(more);
    }
    assert_eq!(reached.len(), State::ALL.len());
}

proptest! {
    #[test]
    fn telling_the_same_news_twice_changes_nothing_more(list in prop::collection::vec(event(), 0..30), last in event()) {
        let state = *walk(&list).last().unwrap();
        if let Ok(once) = next(state, last) {
            prop_assert_eq!(next(once, last).unwrap_or(once), once);
        }
    }

    #[test]
    fn there_is_one_answer(list in prop::collection::vec(event(), 0..60)) {
        let states = walk(&list);
        let answered = states.windows(2).filter(|pair| pair[0] == State::Requested && pair[1] != State::Requested);
        prop_assert!(answered.count() <= 1);
    }

    #[test]
    fn nobody_is_put_forward_without_the_employee_and_the_person(list in prop::collection::vec(event(), 0..60)) {
        let states = walk(&list);
        let applied = states.iter().position(|state| state.is_consented());
        if let Some(at) = applied {
            prop_assert_eq!(states[at], State::Applied);
            prop_assert!(states[..at].iter().any(|state| state.is_agreed()));
            prop_assert!(list.contains(&Event::Consented));
        }
    }

    #[test]
    fn what_is_passed_expired_withdrawn_or_excluded_stays_so(list in prop::collection::vec(event(), 0..60)) {
        use State as S;
        let states = walk(&list);
        let closed = states.iter().position(|s| matches!(s, S::Passed | S::Expired | S::Withdrawn | S::Ineligible));
        if let Some(at) = closed {
            prop_assert_eq!(states.len(), at + 1);
        }
    }
}
