"""Invented people, written down twice in the ways in which lists from six languages differ."""

from itertools import product

# How the same human may stand in two lists: another script, order, accent, initial or spelling.
TWICE = {
    "ar": (
        ("محمد الحسن", "Mohamed Al-Hassan"),
        ("محمد الحسن", "Muhammad Hassan"),
        ("فاطمة الزهراء", "Fatima Zahra"),
        ("يوسف إبراهيم", "Youssef Ibrahim"),
        ("خالد المصري", "Khaled El Masri"),
        ("عبد الله عثمان", "Abdullah Othman"),
        ("جمال عبد الناصر", "Gamal Abdel Nasser"),
        ("شريف بوبكر", "Chérif Boubacar"),
        ("خديجة بن علي", "Khadija Ben Ali"),
        ("سهيل رمضان", "Suhail Ramadan"),
        ("عزيز قاسم", "Aziz Kassem"),
        ("مريم حداد", "Mariam Haddad"),
    ),
    "en": (
        ("Margaret Thornton", "Thornton, Margaret"),
        ("Dr. William O'Brien", "William OBrien"),
        ("J. Whitfield", "Judith Whitfield"),
        ("Stephen Clarke", "Steven Clarke"),
        ("Anne-Marie Foster", "Anne Marie Foster"),
        ("Catherine Walsh", "Katherine Walsh"),
        ("Robert James Harding", "Robert Harding"),
        ("Ms Priya Raman", "Priya Raman"),
        ("Elizabeth Okafor", "Beth Okafor"),
        ("PETER NKOMO", "Peter Nkomo"),
    ),
    "es": (
        ("José García Márquez", "Jose Garcia Marquez"),
        ("María López Pérez", "María López"),
        ("Guadalupe Hernández", "HERNANDEZ Guadalupe"),
        ("Joaquín Núñez", "Joaquin Nuñez"),
        ("Ximena Rodríguez", "Jimena Rodriguez"),
        ("Sra. Pilar Ortega", "Pilar Ortega"),
        ("Gonzalo Vázquez", "Gonzalo Vasquez"),
        ("A. Castillo", "Alejandra Castillo"),
        ("Inés de la Cruz", "Ines Cruz"),
        ("Luis Fernando Quispe", "Luis Quispe"),
    ),
    "fr": (
        ("Jean-Pierre Dupont", "DUPONT Jean Pierre"),
        ("Aïcha Benali", "Aicha Ben Ali"),
        ("François Lefèvre", "Francois Lefevre"),
        ("Mme Hélène Moreau", "Helene Moreau"),
        ("Ousmane Diallo", "Diallo Ousman"),
        ("Geneviève Kouassi", "Genevieve Kouassi"),
        ("Philippe Nguema", "Filippe Nguema"),
        ("M. Théo Rousseau", "Theo Rousseau"),
        ("Fatoumata Traoré", "Fatoumata Traore"),
        ("S. Bonnet", "Sylvie Bonnet"),
    ),
    "ru": (
        ("Иван Петров", "Ivan Petrov"),
        ("Елена Коваленко", "Olena Kovalenko"),
        ("Юлия Щербакова", "Yulia Shcherbakova"),
        ("Сергей Иванов", "Serguei Ivanoff"),
        ("Хадижа Магомедова", "Khadija Magomedova"),
        ("Александр Жуков", "Alexander Zhukov"),
        ("Иван Петрович Сидоров", "Ivan Sidorov"),
        ("Михаил Чехов", "Mikhail Chekhov"),
        ("Наталья Цветаева", "Natalia Tsvetaeva"),
        ("Айгуль Нурланова", "Aigul Nurlanova"),
    ),
    "zh": (
        ("王小明", "Wang Xiaoming"),
        ("王小明", "Xiaoming Wang"),
        ("李秀英", "Li Xiu-Ying"),
        ("欧阳明华", "Ouyang Minghua"),
        ("陈美玲", "CHEN Meiling"),
        ("张建国", "Zhang Jian Guo"),
        ("刘雅婷", "Liu Yating"),
        ("赵志强", "Zhao Zhiqiang"),
        ("黄淑芬", "Huang Shu-fen"),
        ("周晓东", "Zhou Xiaodong"),
    ),
}

# Written after the rules were done, and nothing was adjusted to them.
TWICE_UNSEEN = {
    "ar": (
        ("عائشة الفاسي", "Aicha El Fassi"),
        ("أحمد بن يوسف", "Ahmed Ben Youssef"),
        ("نور الدين قدور", "Noureddine Kaddour"),
        ("هبة مصطفى", "Hiba Mostafa"),
        ("طارق غنيم", "Tarek Ghoneim"),
        ("زينب عبد الرحمن", "Zaynab Abdurrahman"),
        ("وليد الشامي", "Waleed Al-Shami"),
        ("رانيا جبران", "Rania Gebran"),
    ),
    "en": (
        ("Geoffrey Lawson", "Jeffrey Lawson"),
        ("Sara Philips", "Sarah Phillips"),
        ("Mac Donald, Fiona", "Fiona MacDonald"),
        ("T. Achebe", "Thomas Achebe"),
        ("Michael Kirabo", "Mike Kirabo"),
        ("Prof. Nomvula Dlamini", "NOMVULA DLAMINI"),
        ("Jonathan Mbeki Ross", "Jonathan Ross"),
        ("Deirdre Ní Bhriain", "Deirdre O'Brien"),
    ),
    "es": (
        ("Verónica Ibáñez", "Veronica Ibanez"),
        ("Jesús Ángel Mora", "Jesus Mora"),
        ("Concepción Gil", "Concha Gil"),
        ("Beatriz Zamora", "Beatris Zamora"),
        ("Yolanda Quiroga", "Quiroga, Yolanda"),
        ("Walter Huamán", "Wálter Guamán"),
        ("Belén Echeverría", "Belen Etxeberria"),
        ("R. Figueroa", "Ramiro Figueroa"),
    ),
    "fr": (
        ("Étienne Chevalier", "Etienne CHEVALIER"),
        ("Marie-Claire N'Diaye", "Marie Claire Ndiaye"),
        ("Mathieu Gauthier", "Matthieu Gautier"),
        ("Cécile Hervé-Blanc", "Cecile Blanc"),
        ("Kouamé Yao", "Kwame Yao"),
        ("Thérèse Mukamana", "Theresa Mukamana"),
        ("Jacques Ouédraogo", "Jacques Ouedraogo"),
        ("B. Lacroix", "Bruno Lacroix"),
    ),
    "ru": (
        ("Дмитрий Соловьёв", "Dmitry Solovyov"),
        ("Алексей Фёдоров", "Alexey Fedorov"),
        ("Ксения Хованская", "Xenia Khovanskaya"),
        ("Володимир Гончар", "Vladimir Honchar"),
        ("Гузель Ахметова", "Guzel Akhmetova"),
        ("Евгения Цой", "Evgenia Tsoi"),
        ("Яков Эйдельман", "Jakov Eidelman"),
        ("Светлана Викторовна Ким", "Svetlana Kim"),
    ),
    "zh": (
        ("吴静怡", "Wu Jingyi"),
        ("郑浩然", "ZHENG Hao-Ran"),
        ("孙丽", "Sun Li"),
        ("司马光", "Sima Guang"),
        ("徐志摩", "Hsu Chih-mo"),
        ("何雨桐", "He Yutong"),
        ("林美华", "Meihua Lin"),
        ("吕布", "Lü Bu"),
    ),
}

GIVEN = {
    "ar": "محمد أحمد علي فاطمة عائشة خالد سارة يوسف هدى ليلى حسن زينب عمر نادية سمير",
    "en": "James Mary John Grace Peter Ruth David Esther Paul Alice Mark Joy Brian Hope Tom",
    "es": "Juan Ana Carlos Lucía Pedro Elena Jorge Marta Diego Rosa Luis Sofía Raúl Inés Hugo",
    "fr": "Marie Pierre Luc Claire Paul Nadia Marc Julie Alain Awa Denis Sophie Yves Odile Guy",
    "ru": "Анна Иван Ольга Пётр Мария Олег Ирина Павел Вера Денис Нина Юрий Алла Глеб Дина",
    "zh": "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟",
}
FAMILY = {
    "ar": "حسن إبراهيم المصري خليل منصور سالم حداد عثمان الخطيب بكر",
    "en": "Smith Otieno Brown Mwangi Taylor Banda Wilson Phiri Evans Njoroge",
    "es": "García López Pérez Gómez Díaz Torres Ruiz Vargas Castro Flores",
    "fr": "Martin Diallo Bernard Traoré Petit Koné Robert Ndiaye Moreau Camara",
    "ru": "Иванова Петров Сидорова Козлов Морозова Волков Лебедева Зайцев Орлова Белов",
    "zh": "王 李 张 刘 陈 杨 赵 黄 周 吴",
}


def different_people(language: str) -> tuple[str, ...]:
    """A hundred and fifty people with the usual names of a language, all of them different."""
    space = "" if language == "zh" else " "
    return tuple(
        f"{family}{given}" if language == "zh" else f"{given}{space}{family}"
        for given, family in product(GIVEN[language].split(), FAMILY[language].split())
    )
