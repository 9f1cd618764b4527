//! The form has the sentences of the paper guide 「オンライン資格確認 利用申請について」, item by item, in its words and order. Sentences
//! that were shortened for the screen are listed here as they are now.

use shikaku_form::engine::markup::{Paragraph, plain};
use shikaku_form::engine::screen::{ControlPlan, ItemPlan, plan};
use shikaku_form::{api, built_in};

/// The position of a sentence within its item, from its label down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Label,
    Intro,
    Caution,
    Notes,
    Control,
    More,
}

use Place::{Caution, Control, Intro, Label, More, Notes};

#[test]
fn each_item_of_the_guide_is_said_in_its_words_and_at_its_place() {
    for (id, required, rows) in ITEMS {
        let item = item(id);
        assert_eq!(item.required, required, "{id}");
        for (place, sentence) in rows {
            let said = said(&item, *place);
            assert!(said.iter().any(|line| line.contains(sentence)), "{id}, {place:?}: {sentence} not in {said:#?}");
        }
    }
}

#[test]
fn place_of_the_number_is_drawn_before_its_boxes_and_cautions_are_where_the_guide_has_them() {
    let plans = plans();
    let has = |has: fn(&ItemPlan) -> bool| -> Vec<String> {
        plans.iter().filter(|plan| has(plan)).map(|plan| plan.id.to_string()).collect()
    };
    assert_eq!(has(|plan| plan.picture.is_some()), ["customer_id"]);
    assert_eq!(has(|plan| !plan.caution.is_empty()), ["line_type", "customer_id", "v6_option_declared"]);
    assert_eq!(
        has(|plan| plan.more.as_ref().is_some_and(|(title, _)| plain(title).contains("この項目を尋ねる理由"))),
        [""; 0]
    );
}

#[test]
fn guide_is_followed_to_the_end_on_the_last_page() {
    let texts = api::load(None, "ja").unwrap().texts;
    let said: String = texts.paragraphs("ui.next_steps").iter().map(|line| plain(line)).collect();
    for sentence in [
        "【オンライン資格確認利用申請】申請情報受付通知",
        "from@shinsei.iryohokenjyoho-portal.jp",
        "1週間程度",
        "「通知書をダウンロードする」",
        "コールセンターへご連絡ください",
        "オンライン資格確認等システムユーザ設定情報",
        "「本番環境」と「接続検証環境」を1枚ずつ",
        "機器の設置の際に必要です",
        "設置後も大切に保管してください",
        "パスワードの変更画面が表示されます",
    ] {
        assert!(said.contains(sentence), "{sentence}");
    }
    let asked = &built_in::definition().unwrap().faq;
    for question in ["expired_password", "lost_password", "forgotten_secret_number"] {
        assert!(asked.iter().any(|known| **known == *question), "{question}");
    }
    assert!(plain(&texts.ui("help")).contains("0800-080-4583"));
}

fn plans() -> Vec<ItemPlan> {
    let loaded = api::load(None, "ja").unwrap();
    plan(&loaded.definition, &loaded.texts)
}

fn item(id: &str) -> ItemPlan {
    plans().into_iter().find(|plan| &*plan.id == id).unwrap()
}

fn said(item: &ItemPlan, place: Place) -> Vec<String> {
    let lines = |lines: &[Paragraph]| lines.iter().map(|line| plain(line)).collect();
    match place {
        Label => vec![plain(&item.label)],
        Intro => lines(&item.intro),
        Caution => lines(&item.caution),
        Notes => lines(&item.notes),
        More => item.more.iter().flat_map(|(_, more)| lines(more)).collect(),
        Control => item.fields.iter().flat_map(|field| of_control(&field.id, &field.control)).collect(),
    }
}

/// The words of a control, those of an option with its hint, and the labels of its field.
fn of_control(id: &str, control: &ControlPlan) -> Vec<String> {
    let texts = api::load(None, "ja").unwrap().texts;
    let own = match control {
        ControlPlan::Consent(words) => vec![plain(words)],
        ControlPlan::Radios(options) | ControlPlan::Choices(options) => {
            options.iter().map(|option| plain(&option.label) + &plain(&option.hint)).collect()
        }
        ControlPlan::DropDown(options) => options.iter().map(|(_, words)| words.clone()).collect(),
        ControlPlan::Digits { .. } | ControlPlan::Month | ControlPlan::Date | ControlPlan::Text { .. } => Vec::new(),
    };
    let labels = ["label", "label.CAF", "label.COP"].map(|role| plain(&texts.line(&format!("fields.{id}.{role}"))));
    own.into_iter().chain(labels).collect()
}

/// Item, whether the guide marks it 必須, and its sentences.
type Row = (&'static str, bool, &'static [(Place, &'static str)]);

const ITEMS: [Row; 10] = [
    ("application_type", true, &[(Label, "申請区分"), (Control, "新規"), (Control, "変更")]),
    (
        "terms_consent",
        true,
        &[
            (Label, "オンライン資格確認等システム利用規約への同意"),
            (
                Intro,
                "オンライン資格確認の利用申請を行うには、「オンライン資格確認等システム利用規約」への同意が必要です。",
            ),
            (Control, "同意する"),
        ],
    ),
    (
        "e_prescription_terms_consent",
        false,
        &[
            (Label, "電子処方箋管理サービス利用規約への同意"),
            (
                Intro,
                "電子処方箋管理サービスの利用申請を行うには、「電子処方箋管理サービス利用規約」への同意が必要です。",
            ),
            (
                Notes,
                "※回答内容は、申請後も変更が可能です。現時点で電子処方箋管理サービスを利用する予定がない場合は、回答は不要です。",
            ),
            (Control, "同意する"),
        ],
    ),
    (
        "line_type",
        true,
        &[
            (Label, "電気通信回線種別"),
            (Intro, "利用する電気通信回線種別を選択してください。"),
            (Caution, "選択を誤ると、オンライン資格確認等システムに接続できません。"),
            (Caution, "ご契約されているインターネットの回線の種類を選択してください。"),
            (Control, "1：IP-VPN回線事業者（NTTなど。ただし、CTC・QTnetを除く）"),
            (Control, "2：IP-VPN回線事業者（CTC・QTnetに限る）"),
            (Control, "3：インターネット接続（IPsec+IKE）"),
        ],
    ),
    (
        "customer_id",
        true,
        &[
            (Label, "お客さまID"),
            (
                Intro,
                "回線契約時（光コラボレーション契約時）にNTT又は光コラボ事業者から送付されてきた書類に記載されている「お客さまID」の種類を選択し、入力してください。",
            ),
            (Caution, "誤ったお客さまIDで申請すると、オンライン資格確認等システムに接続できません。"),
            (Notes, "※西日本の場合は「CAF」＋数字10桁です。"),
            (Control, "CAF"),
            (Control, "COP"),
            (Control, "「CAF」を除く数字10桁"),
            (Control, "「COP」を除く数字8桁"),
            (Control, "（確認用）「CAF」を除く数字10桁"),
            (More, "お客さま固有のIDです。半角英字「CAF」と数字10桁、または「COP」と数字8桁の組み合わせです。"),
        ],
    ),
    (
        "v6_option_declared",
        true,
        &[
            (Label, "フレッツ・v6オプション契約の確認"),
            (Intro, "配信アプリケーションの利用には、フレッツ・v6オプション契約が必要となります。"),
            (Caution, "未加入の場合、オンライン資格確認等システムに接続できません。"),
            (Control, "フレッツ・v6オプション契約済（又は近日中に申込予定）である"),
        ],
    ),
    (
        "planned_start_month",
        true,
        &[(Label, "利用開始予定年月"), (Intro, "オンライン資格確認等システム利用開始の予定年月を入力してください。")],
    ),
    (
        "planned_test_month",
        false,
        &[
            (Label, "テスト開始予定年月（※未定の方は入力不要）"),
            (Intro, "医療機関等での疎通確認テストの予定年月を入力してください。"),
        ],
    ),
    (
        "secret_number",
        true,
        &[
            (Label, "秘密の番号"),
            (
                Intro,
                "オンライン資格確認のマスタアカウント（ログインID）のパスワードを再発行する際に利用します。失念しないようご注意ください。",
            ),
            (Control, "任意の半角数字4文字で入力してください。"),
            (Control, "確認のため再度入力してください。"),
        ],
    ),
    (
        "fee_payment_method",
        true,
        &[
            (Label, "電子証明書発行料の支払方法"),
            (Control, "1：診療（調剤）報酬支払額から控除支払基金から医療機関・薬局へお支払いする"),
            (Control, "2：払込請求書による振込み支払基金から送付する「払込請求書」を用いて"),
            (Control, "（振込手数料は利用者様負担となります。）"),
            (Notes, "1枚当たりライセンス料1,500円が掛かります。有効期限は発行日から3年3か月です。"),
        ],
    ),
];
