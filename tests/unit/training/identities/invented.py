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

GIVEN = {
    "ar": "محمد أحمد علي فاطمة عائشة خالد سارة يوسف هدى ليلى حسن زينب عمر نادية سمير".split(),
    "en": "James Mary John Grace Peter Ruth David Esther Paul Alice Mark Joy Brian Hope Tom".split(),
    "es": "Juan Ana Carlos Lucía Pedro Elena Jorge Marta Diego Rosa Luis Sofía Raúl Inés Hugo".split(),
    "fr": "Marie Pierre Luc Claire Paul Nadia Marc Julie Alain Awa Denis Sophie Yves Odile Guy".split(),
    "ru": "Анна Иван Ольга Пётр Мария Олег Ирина Павел Вера Денис Нина Юрий Алла Глеб Дина".split(),
    "zh": "伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟".split(),
}
FAMILY = {
    "ar": "حسن إبراهيم المصري خليل منصور سالم حداد عثمان الخطيب بكر".split(),
    "en": "Smith Otieno Brown Mwangi Taylor Banda Wilson Phiri Evans Njoroge".split(),
    "es": "García López Pérez Gómez Díaz Torres Ruiz Vargas Castro Flores".split(),
    "fr": "Martin Diallo Bernard Traoré Petit Koné Robert Ndiaye Moreau Camara".split(),
    "ru": "Иванова Петров Сидорова Козлов Морозова Волков Лебедева Зайцев Орлова Белов".split(),
    "zh": "王 李 张 刘 陈 杨 赵 黄 周 吴".split(),
}


def different_people(language: str) -> tuple[str, ...]:
    """A hundred and fifty people with the usual names of a language, all of them different."""
    space = "" if language == "zh" else " "
    return tuple(
        f"{family}{given}" if language == "zh" else f"{given}{space}{family}"
        for given, family in product(GIVEN[language], FAMILY[language])
    )
